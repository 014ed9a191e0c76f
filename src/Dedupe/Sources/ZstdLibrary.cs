using System.Reflection;
using System.Runtime.InteropServices;

namespace Dedupe.Sources;

/// <summary>The system's libzstd (stable part of zstd.h, any 1.x). No package of it is needed or shipped.</summary>
internal static partial class ZstdLibrary
{
    private const string Name = "zstd";

    /// <summary>What to tell a person whose machine lacks the library.</summary>
    public const string Absent =
        "Zstandard needs the system library libzstd, which was not found: install it (Debian and Ubuntu: apt install " +
        "libzstd1) or unpack the file.";

    private static readonly string[] FileNames =
        ["libzstd.so.1", "libzstd.1.dylib", "libzstd.dll", "zstd.dll", "libzstd"];
    private static readonly nint Module = Load();

    /// <summary>Whether the library was found.</summary>
    public static bool IsPresent => Module != 0;

    private static nint Load()
    {
        var assembly = typeof(ZstdLibrary).Assembly;
        nint module = 0;
        foreach (string fileName in FileNames)
        {
            if (NativeLibrary.TryLoad(fileName, assembly, DllImportSearchPath.SafeDirectories, out module))
                break;
        }

        NativeLibrary.SetDllImportResolver(assembly, Resolve);
        return module;
    }

    private static nint Resolve(string name, Assembly assembly, DllImportSearchPath? searchPath) =>
        name == Name ? Module : 0;

    [LibraryImport(Name, EntryPoint = "ZSTD_createDCtx")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    internal static partial ZstdDecoder CreateDecoder();

    [LibraryImport(Name, EntryPoint = "ZSTD_freeDCtx")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    internal static partial nuint FreeDecoder(nint decoder);

    /// <summary>0 when a frame is done and flushed, an error code, or else a hint that more is to come.</summary>
    [LibraryImport(Name, EntryPoint = "ZSTD_decompressStream")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    internal static partial nuint Decompress(ZstdDecoder decoder, ref ZstdBuffer output, ref ZstdBuffer input);

    [LibraryImport(Name, EntryPoint = "ZSTD_createCCtx")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    internal static partial ZstdEncoder CreateEncoder();

    [LibraryImport(Name, EntryPoint = "ZSTD_freeCCtx")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    internal static partial nuint FreeEncoder(nint encoder);

    /// <summary>
    /// Packs with the library's own level: 0 when all is flushed, an error code, or else what is left.
    /// </summary>
    [LibraryImport(Name, EntryPoint = "ZSTD_compressStream2")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    internal static partial nuint Compress(
        ZstdEncoder encoder, ref ZstdBuffer output, ref ZstdBuffer input, int endOperation);

    [LibraryImport(Name, EntryPoint = "ZSTD_isError")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    internal static partial uint IsError(nuint result);

    [LibraryImport(Name, EntryPoint = "ZSTD_getErrorCode")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    internal static partial int ErrorCode(nuint result);

    [LibraryImport(Name, EntryPoint = "ZSTD_getErrorName")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial nint ErrorName(nuint result);

    /// <summary>The library's words for an error.</summary>
    public static string Describe(nuint result) => Marshal.PtrToStringUTF8(ErrorName(result)) ?? "unknown error";
}
