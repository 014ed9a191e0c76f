namespace Dedupe.Signing;

/// <summary>What signing keeps of one document besides its keys.</summary>
internal struct SignedDocument
{
    /// <summary>What makes texts identical: see <see cref="Signing.ContentHash"/>.</summary>
    public UInt128 ContentHash;

    /// <summary>Hash of the bytes of the text: it tells apart what <see cref="ContentHash"/> does not.</summary>
    public ulong RawHash;

    /// <summary>Date in UTC ticks, or <see cref="long.MaxValue"/> when unknown: unknown dates sort last.</summary>
    public long DateTicks;

    /// <summary>Where the text is, in its file or in the store of texts.</summary>
    public long TextPlace;

    /// <summary>Bytes there.</summary>
    public int TextLength;

    /// <summary>Bytes of the text.</summary>
    public int TextBytes;

    /// <summary>Number of the file the text can be read from again; -1 when the store has it.</summary>
    public int TextFile;

    /// <summary>Number of the batch in the source, for telling which of two equal ids came first.</summary>
    public int Sequence;

    /// <summary>Place of id, title, version, status and url in the block's facts, in that order; in bytes.</summary>
    public int FactsStart;

    /// <summary>Bytes of the id.</summary>
    public int IdLength;

    /// <summary>Bytes of the title.</summary>
    public int TitleLength;

    /// <summary>Bytes of the version.</summary>
    public int VersionLength;

    /// <summary>Bytes of the status.</summary>
    public int StatusLength;

    /// <summary>Bytes of the url.</summary>
    public int UrlLength;

    /// <summary>Its first keys of the reuse tier, as <see cref="LeadKeys"/> has them.</summary>
    public uint Lead;

    /// <summary>Number of its outlet; 0 when unknown.</summary>
    public int Outlet;

    /// <summary>Number of the name of the input it was read from.</summary>
    public int Input;

    /// <summary>Line it starts on.</summary>
    public uint Line;

    /// <summary>Number of the agency it is credited to; 0 when unknown.</summary>
    public int Agency;

    /// <summary>How many tokens, credits left out.</summary>
    public int Words;

    /// <summary>How many keys of the reuse tier.</summary>
    public int ReuseKeys;

    /// <summary>The code page that the text was read from; 0 for UTF-8.</summary>
    public int CodePage;
}
