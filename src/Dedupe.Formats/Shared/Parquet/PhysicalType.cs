namespace Dedupe.Formats.Shared.Parquet;

/// <summary>How values of a column are stored; the numbers are Parquet's.</summary>
internal enum PhysicalType
{
    /// <summary>A bit; here a byte.</summary>
    Boolean = 0,
    /// <summary>4 bytes.</summary>
    Int32 = 1,
    /// <summary>8 bytes.</summary>
    Int64 = 2,
    /// <summary>12 bytes: nanoseconds of a day, and its Julian number.</summary>
    Int96 = 3,
    /// <summary>4 bytes.</summary>
    Float = 4,
    /// <summary>8 bytes.</summary>
    Double = 5,
    /// <summary>Any bytes, or a text.</summary>
    ByteArray = 6,
    /// <summary>So many bytes as the schema says.</summary>
    FixedBytes = 7,
}
