using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Dedupe.Kernels;

/// <summary>Words whose places in a buffer of folded bytes are known.</summary>
internal static class WordRuns
{
    /// <summary>Bytes that must be readable behind the start of a word, whatever its length.</summary>
    public const int Readable = 16;

    /// <summary>Hashes words: see <see cref="WordHash"/>.</summary>
    /// <param name="folded">The folded bytes, with <see cref="Readable"/> bytes behind the end of the last
    /// word.</param>
    /// <param name="starts">The first byte of each word, rising.</param>
    /// <param name="ends">The byte after each.</param>
    /// <param name="hashes">Gets the hashes; as long as the places.</param>
    [MethodImpl(Compile.Fully)]
    public static void Hash(
        ReadOnlySpan<byte> folded, ReadOnlySpan<int> starts, ReadOnlySpan<int> ends, Span<ulong> hashes)
    {
        if (hashes.IsEmpty)
            return;
        starts = starts[..hashes.Length];
        ends = ends[..hashes.Length];
        _ = folded.Slice(ends[^1], Readable);
        ref var bytes = ref MemoryMarshal.GetReference(folded);
        for (var i = 0; i < hashes.Length; i++)
            hashes[i] = WordHash.At(ref Unsafe.Add(ref bytes, starts[i]), ends[i] - starts[i]);
    }
}
