using Microsoft.Win32.SafeHandles;

namespace Dedupe.Sources;

/// <summary>One ZSTD_CCtx; freed when closed.</summary>
internal sealed class ZstdEncoder : SafeHandleZeroOrMinusOneIsInvalid
{
    private readonly ZstdApi api;

    /// <summary>Makes one.</summary>
    /// <exception cref="IOException">There is no memory for it.</exception>
    public ZstdEncoder(ZstdApi api)
        : base(ownsHandle: true)
    {
        this.api = api;
        SetHandle(api.CreateEncoder());
        if (IsInvalid)
            throw new IOException("Zstandard: there is no memory for it.");
    }

    /// <inheritdoc cref="ZstdApi.Compress"/>
    public nuint Compress(ref ZstdBuffer output, ref ZstdBuffer input, int endOperation)
    {
        nuint result = api.Compress(handle, ref output, ref input, endOperation);
        GC.KeepAlive(this);
        return result;
    }

    /// <inheritdoc/>
    protected override bool ReleaseHandle()
    {
        api.FreeEncoder(handle);
        return true;
    }
}
