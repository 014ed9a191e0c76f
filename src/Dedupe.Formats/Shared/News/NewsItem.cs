namespace Dedupe.Formats.Shared.News;

/// <summary>What a feed or an agency says of one item, as it stands there; null where it says nothing.</summary>
internal sealed record NewsItem
{
    /// <summary>Its identity; for other versions of it the same.</summary>
    public string? Id { get; init; }

    /// <summary>Whether its format leaves ids out: then the path of the file is the id of what has none.</summary>
    public bool IdIsOptional { get; init; }

    /// <summary>Which version it is.</summary>
    public string? Version { get; init; }

    /// <summary>When this version was made.</summary>
    public string? VersionTime { get; init; }

    /// <summary>When the first version was made.</summary>
    public string? FirstTime { get; init; }

    /// <summary>Whether it may be used, is withdrawn, or corrects one.</summary>
    public string? Status { get; init; }

    /// <summary>The headline.</summary>
    public string? Headline { get; init; }

    /// <summary>The text, by paragraphs.</summary>
    public IReadOnlyList<string> Body { get; init; } = [];

    /// <summary>Who wrote it.</summary>
    public string? Byline { get; init; }

    /// <summary>Where it was written.</summary>
    public string? Dateline { get; init; }

    /// <summary>Who publishes it.</summary>
    public string? Source { get; init; }

    /// <summary>Whose it is.</summary>
    public string? Rights { get; init; }

    /// <summary>Until when it must not be published.</summary>
    public string? Embargo { get; init; }

    /// <summary>A note of the editors, which is no part of the text.</summary>
    public string? Note { get; init; }

    /// <summary>Where people can read it.</summary>
    public string? Url { get; init; }

    /// <summary>What it is, where it is no text: for the message that says so.</summary>
    public string? Kind { get; init; }
}
