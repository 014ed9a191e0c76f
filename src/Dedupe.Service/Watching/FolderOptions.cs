using Dedupe.Sources;

namespace Dedupe.Service.Watching;

/// <summary>How folders are watched.</summary>
internal sealed record FolderOptions
{
    /// <summary>How files are read.</summary>
    public SourceOptions Source { get; init; } = new();

    /// <summary>The shortest wait between two looks.</summary>
    public TimeSpan Every { get; init; } = TimeSpan.FromSeconds(2);

    /// <summary>How long a file must be as it is before it is read.</summary>
    public TimeSpan Still { get; init; } = TimeSpan.FromSeconds(2);

    /// <summary>How long nothing new may come; null: for ever.</summary>
    public TimeSpan? Silence { get; init; }

    /// <summary>Articles sent at once.</summary>
    public int MostItems { get; init; } = 500;
}
