namespace Dedupe.Sources;

/// <summary>How the bytes of an input are packed.</summary>
internal enum Compression
{
    /// <summary>As they are.</summary>
    None,
    /// <summary>gzip, RFC 1952, one or more members.</summary>
    Gzip,
    /// <summary>Zstandard, RFC 8878, one or more frames.</summary>
    Zstandard,
}
