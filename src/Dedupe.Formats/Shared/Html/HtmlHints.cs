namespace Dedupe.Formats.Shared.Html;

/// <summary>What the attributes of an element say about it.</summary>
[Flags]
internal enum HtmlHints : byte
{
    /// <summary>Nothing.</summary>
    None = 0,
    /// <summary>Its names are those of what stands beside an article.</summary>
    Beside = 1,
    /// <summary>Its names are those of articles.</summary>
    Article = 2,
    /// <summary>It is said to be the body of an article.</summary>
    Body = 4,
    /// <summary>It is not shown.</summary>
    Hidden = 8,
}
