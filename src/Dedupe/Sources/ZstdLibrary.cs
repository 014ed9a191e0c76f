using System.Reflection;
using System.Runtime.InteropServices;

namespace Dedupe.Sources;

/// <summary>The system's libzstd (stable part of zstd.h, any 1.x). No package of it is needed or shipped.</summary>
internal sealed partial class ZstdLibrary : ZstdApi
{
    private const string Name = "zstd";

    private static readonly string[] FileNames =
        ["libzstd.so.1", "libzstd.1.dylib", "libzstd.dll", "zstd.dll", "libzstd"];

    private static readonly nint Module = Load();

    /// <summary>The library, or null where there is none.</summary>
    public static ZstdLibrary? Found { get; } = Module == 0 ? null : new ZstdLibrary();

    /// <inheritdoc/>
    public override string Title => "libzstd found";

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

    /// <inheritdoc/>
    public override nint CreateDecoder() => NewDecoder();

    /// <inheritdoc/>
    public override void FreeDecoder(nint decoder) => EndDecoder(decoder);

    /// <inheritdoc/>
    public override nuint Decompress(nint decoder, ref ZstdBuffer output, ref ZstdBuffer input) =>
        DecompressStream(decoder, ref output, ref input);

    /// <inheritdoc/>
    public override nint CreateEncoder() => NewEncoder();

    /// <inheritdoc/>
    public override void FreeEncoder(nint encoder) => EndEncoder(encoder);

    /// <inheritdoc/>
    public override nuint Compress(nint encoder, ref ZstdBuffer output, ref ZstdBuffer input, int endOperation) =>
        CompressStream(encoder, ref output, ref input, endOperation);

    /// <inheritdoc/>
    public override int ErrorOf(nuint result) => IsError(result) == 0 ? 0 : ErrorCode(result);

    /// <inheritdoc/>
    public override string Describe(nuint result) => Marshal.PtrToStringUTF8(ErrorName(result)) ?? "unknown error";

    [LibraryImport(Name, EntryPoint = "ZSTD_createDCtx")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial nint NewDecoder();

    [LibraryImport(Name, EntryPoint = "ZSTD_freeDCtx")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial nuint EndDecoder(nint decoder);

    [LibraryImport(Name, EntryPoint = "ZSTD_decompressStream")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial nuint DecompressStream(nint decoder, ref ZstdBuffer output, ref ZstdBuffer input);

    [LibraryImport(Name, EntryPoint = "ZSTD_createCCtx")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial nint NewEncoder();

    [LibraryImport(Name, EntryPoint = "ZSTD_freeCCtx")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial nuint EndEncoder(nint encoder);

    [LibraryImport(Name, EntryPoint = "ZSTD_compressStream2")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial nuint CompressStream(
        nint encoder, ref ZstdBuffer output, ref ZstdBuffer input, int endOperation);

    [LibraryImport(Name, EntryPoint = "ZSTD_isError")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial uint IsError(nuint result);

    [LibraryImport(Name, EntryPoint = "ZSTD_getErrorCode")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int ErrorCode(nuint result);

    [LibraryImport(Name, EntryPoint = "ZSTD_getErrorName")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial nint ErrorName(nuint result);
}
