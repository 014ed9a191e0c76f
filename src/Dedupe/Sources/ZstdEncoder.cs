using Microsoft.Win32.SafeHandles;

namespace Dedupe.Sources;

/// <summary>One ZSTD_CCtx; freed when closed.</summary>
internal sealed class ZstdEncoder : SafeHandleZeroOrMinusOneIsInvalid
{
    /// <summary>For the marshaller only: <see cref="ZstdLibrary.CreateEncoder"/> makes them.</summary>
    public ZstdEncoder()
        : base(ownsHandle: true)
    {
    }

    /// <inheritdoc/>
    protected override bool ReleaseHandle()
    {
        ZstdLibrary.FreeEncoder(handle);
        return true;
    }
}
