namespace Dedupe.Clustering;

/// <summary>What the copy order asks about one document. It borrows the id.</summary>
internal readonly ref struct CopyFacts
{
    /// <summary>Begins with nothing known.</summary>
    public CopyFacts()
    {
    }

    /// <summary>When it was published, in UTC ticks; <see cref="long.MaxValue"/> when unknown.</summary>
    public long DateTicks { get; init; } = long.MaxValue;

    /// <summary>How many words it has.</summary>
    public int Words { get; init; }

    /// <summary>Its outlet; null when unknown. Only asked for where <see cref="CopyOrder.AsksForSource"/>.</summary>
    public string? Source { get; init; }

    /// <summary>How soon it is preferred for its path: less is sooner.</summary>
    public int PathRank { get; init; }

    /// <summary>Its id in UTF-8.</summary>
    public ReadOnlySpan<byte> Id { get; init; }
}
