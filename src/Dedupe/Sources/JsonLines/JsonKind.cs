namespace Dedupe.Sources.JsonLines;

/// <summary>What stands in a field.</summary>
internal enum JsonKind
{
    /// <summary>There is no such field.</summary>
    Absent,
    /// <summary>null.</summary>
    Null,
    /// <summary>A text.</summary>
    String,
    /// <summary>A number.</summary>
    Number,
    /// <summary>true or false.</summary>
    Boolean,
    /// <summary>An object.</summary>
    Object,
    /// <summary>A list.</summary>
    Array,
}
