namespace Dedupe.Sources;

/// <summary>
/// The part of zstd.h that is used here, as the system's library or its port to C# gives it. Both do the same work on
/// the same bytes; the library is faster.
/// </summary>
internal abstract class ZstdApi
{
    /// <summary>The system's library where it is found, else the port, which is always there.</summary>
    public static ZstdApi Best => ZstdLibrary.Found ?? (ZstdApi)ZstdPort.Instance;

    /// <summary>What it is, for a person.</summary>
    public abstract string Title { get; }

    /// <summary>Makes a ZSTD_DCtx; 0 when there is no memory.</summary>
    public abstract nint CreateDecoder();

    /// <summary>Frees a ZSTD_DCtx.</summary>
    public abstract void FreeDecoder(nint decoder);

    /// <summary>Unpacks: 0 when a frame is done and flushed, an error, or else a hint that more is to come.</summary>
    public abstract nuint Decompress(nint decoder, ref ZstdBuffer output, ref ZstdBuffer input);

    /// <summary>Makes a ZSTD_CCtx; 0 when there is no memory.</summary>
    public abstract nint CreateEncoder();

    /// <summary>Frees a ZSTD_CCtx.</summary>
    public abstract void FreeEncoder(nint encoder);

    /// <summary>Packs with the default level: 0 when all is flushed, an error, or else what is left.</summary>
    public abstract nuint Compress(nint encoder, ref ZstdBuffer output, ref ZstdBuffer input, int endOperation);

    /// <summary>The code of zstd_errors.h of a result; 0 when the result is no error.</summary>
    public abstract int ErrorOf(nuint result);

    /// <summary>The words for an error.</summary>
    public abstract string Describe(nuint result);
}
