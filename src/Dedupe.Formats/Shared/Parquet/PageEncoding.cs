namespace Dedupe.Formats.Shared.Parquet;

/// <summary>How values are written in a page; the numbers are Parquet's.</summary>
internal enum PageEncoding
{
    /// <summary>One behind the other.</summary>
    Plain = 0,
    /// <summary>As places in the dictionary; the older name.</summary>
    OldDictionary = 2,
    /// <summary>See <see cref="Parquet.Hybrid"/>.</summary>
    Hybrid = 3,
    /// <summary>Bits in the order of the earliest writers.</summary>
    BitPacked = 4,
    /// <summary>As differences.</summary>
    Delta = 5,
    /// <summary>Lengths as differences, then the bytes.</summary>
    DeltaLength = 6,
    /// <summary>How much is that of the value before, then the rest.</summary>
    DeltaBytes = 7,
    /// <summary>As places in the dictionary.</summary>
    Dictionary = 8,
    /// <summary>The first bytes of all values, then the second ones.</summary>
    ByteStreamSplit = 9,
}
