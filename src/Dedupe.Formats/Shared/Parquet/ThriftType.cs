namespace Dedupe.Formats.Shared.Parquet;

/// <summary>Types of values in Thrift's compact protocol.</summary>
internal enum ThriftType
{
    /// <summary>The end of a structure.</summary>
    Stop = 0,
    /// <summary>True; the value is in the type.</summary>
    True = 1,
    /// <summary>False; the value is in the type.</summary>
    False = 2,
    /// <summary>One byte.</summary>
    Byte = 3,
    /// <summary>A number of 16 bits.</summary>
    Int16 = 4,
    /// <summary>A number of 32 bits.</summary>
    Int32 = 5,
    /// <summary>A number of 64 bits.</summary>
    Int64 = 6,
    /// <summary>A floating-point number.</summary>
    Double = 7,
    /// <summary>Bytes, or a text.</summary>
    Binary = 8,
    /// <summary>A list.</summary>
    List = 9,
    /// <summary>A set, written like a list.</summary>
    Set = 10,
    /// <summary>A map.</summary>
    Map = 11,
    /// <summary>A structure.</summary>
    Struct = 12,
}
