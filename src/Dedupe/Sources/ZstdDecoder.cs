using Microsoft.Win32.SafeHandles;

namespace Dedupe.Sources;

/// <summary>One ZSTD_DCtx; freed when closed.</summary>
internal sealed class ZstdDecoder : SafeHandleZeroOrMinusOneIsInvalid
{
    private readonly ZstdApi api;

    /// <summary>Makes one.</summary>
    /// <exception cref="IOException">There is no memory for it.</exception>
    public ZstdDecoder(ZstdApi api)
        : base(ownsHandle: true)
    {
        this.api = api;
        SetHandle(api.CreateDecoder());
        if (IsInvalid)
            throw new IOException("Zstandard: there is no memory for it.");
    }

    /// <inheritdoc cref="ZstdApi.Decompress"/>
    public nuint Decompress(ref ZstdBuffer output, ref ZstdBuffer input)
    {
        nuint result = api.Decompress(handle, ref output, ref input);
        GC.KeepAlive(this);
        return result;
    }

    /// <inheritdoc/>
    protected override bool ReleaseHandle()
    {
        api.FreeDecoder(handle);
        return true;
    }
}
