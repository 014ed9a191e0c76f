namespace Dedupe.Formats.Shared.Parquet;

/// <summary>What a page holds; the numbers are Parquet's.</summary>
internal enum PageKind
{
    /// <summary>Values, levels and all packed together.</summary>
    Data = 0,
    /// <summary>Nothing that anybody writes.</summary>
    Index = 1,
    /// <summary>The dictionary of a column in a row group.</summary>
    Dictionary = 2,
    /// <summary>Values; levels stand before what is packed.</summary>
    DataV2 = 3,
}
