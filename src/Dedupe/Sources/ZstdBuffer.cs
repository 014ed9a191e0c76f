using System.Runtime.InteropServices;

namespace Dedupe.Sources;

/// <summary>ZSTD_inBuffer and ZSTD_outBuffer of zstd.h, which are laid out alike.</summary>
[StructLayout(LayoutKind.Sequential)]
internal struct ZstdBuffer
{
    /// <summary>The pinned bytes.</summary>
    public nint Data;
    /// <summary>How many there are.</summary>
    public nuint Size;
    /// <summary>How many the library has read or written.</summary>
    public nuint Position;
}
