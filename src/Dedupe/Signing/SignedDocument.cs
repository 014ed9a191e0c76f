namespace Dedupe.Signing;

/// <summary>What signing keeps of one document besides its keys. Places are within its batch.</summary>
internal struct SignedDocument
{
    /// <summary>Number of the batch in the source, for telling which of two equal ids came first.</summary>
    public long Sequence;

    /// <summary>Chunk of the collection that holds its text, facts and keys.</summary>
    public int Chunk;

    /// <summary>Place of the text in the chunk, in bytes.</summary>
    public int TextStart;

    /// <summary>Bytes of text.</summary>
    public int TextLength;

    /// <summary>Place of id, title and source in the chunk's facts, in that order; in bytes.</summary>
    public int FactsStart;

    /// <summary>Bytes of the id.</summary>
    public int IdLength;

    /// <summary>Bytes of the title.</summary>
    public int TitleLength;

    /// <summary>Bytes of the outlet's name.</summary>
    public int SourceLength;

    /// <summary>Line it starts on.</summary>
    public long Line;

    /// <summary>The file it was read from.</summary>
    public string File;

    /// <summary>Date in UTC ticks, or <see cref="long.MaxValue"/> when unknown: unknown dates sort last.</summary>
    public long DateTicks;

    /// <summary>The agency it is credited to, or null.</summary>
    public string? Agency;

    /// <summary>How many tokens, credits left out.</summary>
    public int Words;

    /// <summary>Hash of the whole token sequence.</summary>
    public UInt128 ContentHash;

    /// <summary>First key of the near tier among the chunk's; -1 when too short for a shingle.</summary>
    public int NearKeys;

    /// <summary>First key of the reuse tier among the chunk's.</summary>
    public int ReuseKeys;

    /// <summary>How many keys of the reuse tier.</summary>
    public int ReuseKeyCount;
}
