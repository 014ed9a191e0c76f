using Microsoft.Win32.SafeHandles;

namespace Dedupe.Sources;

/// <summary>One ZSTD_DCtx; freed when closed.</summary>
internal sealed class ZstdDecoder : SafeHandleZeroOrMinusOneIsInvalid
{
    /// <summary>For the marshaller only: <see cref="ZstdLibrary.CreateDecoder"/> makes them.</summary>
    public ZstdDecoder()
        : base(ownsHandle: true)
    {
    }

    /// <inheritdoc/>
    protected override bool ReleaseHandle()
    {
        ZstdLibrary.FreeDecoder(handle);
        return true;
    }
}
