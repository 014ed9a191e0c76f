using ZstdSharp.Unsafe;

namespace Dedupe.Sources;

/// <summary>zstd in C#: the package ZstdSharp.Port, where the system has no libzstd.</summary>
internal sealed unsafe class ZstdPort : ZstdApi
{
    /// <summary>It has no state.</summary>
    public static ZstdPort Instance { get; } = new();

    /// <inheritdoc/>
    public override string Title =>
        $"built in ({Methods.ZSTD_versionString()}); libzstd, which is faster, was not found";

    /// <inheritdoc/>
    public override nint CreateDecoder() => (nint)Methods.ZSTD_createDCtx();

    /// <inheritdoc/>
    public override void FreeDecoder(nint decoder) => Methods.ZSTD_freeDCtx((ZSTD_DCtx_s*)decoder);

    /// <inheritdoc/>
    public override nuint Decompress(nint decoder, ref ZstdBuffer output, ref ZstdBuffer input)
    {
        var (to, from) = (Output(output), Input(input));
        nuint result = Methods.ZSTD_decompressStream((ZSTD_DCtx_s*)decoder, &to, &from);
        (output.Position, input.Position) = (to.pos, from.pos);
        return result;
    }

    /// <inheritdoc/>
    public override nint CreateEncoder() => (nint)Methods.ZSTD_createCCtx();

    /// <inheritdoc/>
    public override void FreeEncoder(nint encoder) => Methods.ZSTD_freeCCtx((ZSTD_CCtx_s*)encoder);

    /// <inheritdoc/>
    public override nuint Compress(nint encoder, ref ZstdBuffer output, ref ZstdBuffer input, int endOperation)
    {
        var (to, from) = (Output(output), Input(input));
        var end = (ZSTD_EndDirective)endOperation;
        nuint result = Methods.ZSTD_compressStream2((ZSTD_CCtx_s*)encoder, &to, &from, end);
        (output.Position, input.Position) = (to.pos, from.pos);
        return result;
    }

    /// <inheritdoc/>
    public override int ErrorOf(nuint result) =>
        Methods.ZSTD_isError(result) ? (int)Methods.ZSTD_getErrorCode(result) : 0;

    /// <inheritdoc/>
    public override string Describe(nuint result) => Methods.ZSTD_getErrorName(result);

    private static ZSTD_outBuffer_s Output(ZstdBuffer buffer) =>
        new() { dst = (void*)buffer.Data, size = buffer.Size, pos = buffer.Position };

    private static ZSTD_inBuffer_s Input(ZstdBuffer buffer) =>
        new() { src = (void*)buffer.Data, size = buffer.Size, pos = buffer.Position };
}
