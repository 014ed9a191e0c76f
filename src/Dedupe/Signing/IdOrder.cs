using System.Buffers.Binary;
using System.Runtime.CompilerServices;
using Dedupe.Kernels;

namespace Dedupe.Signing;

/// <summary>
/// Puts documents in ordinal order of their ids, eight bytes at a time as one number (most significant bytes first, as
/// in the radix sorts of strings; Bentley and Sedgewick 1997). What many ids have in common, such as a folder, is
/// passed over at no more than its length.
/// </summary>
internal static class IdOrder
{
    private const int Chunk = 8;

    /// <summary>The bytes of an id.</summary>
    public delegate ReadOnlySpan<byte> IdOf(int document);

    /// <summary>Documents in the order of their ids; of equal ids in any order.</summary>
    /// <param name="documents">Their numbers; sorted when the call returns.</param>
    /// <param name="id">Tells the id of a number.</param>
    [MethodImpl(Compile.Fully)]
    public static int[] Sort(int[] documents, IdOf id)
    {
        var chunks = new ulong[documents.Length];
        var open = new Stack<(int Start, int Length, int Depth)>();
        open.Push((0, documents.Length, 0));
        while (open.TryPop(out var range))
        {
            var keys = chunks.AsSpan(range.Start, range.Length);
            var part = documents.AsSpan(range.Start, range.Length);
            for (var i = 0; i < keys.Length; i++)
                keys[i] = ChunkAt(id(part[i]), range.Depth);
            keys.Sort(part);
            for (var start = 0; start < keys.Length;)
            {
                var end = start + 1;
                while (end < keys.Length && keys[end] == keys[start])
                    end++;
                if (end - start > 1)
                    Continue(part[start..end], range.Start + start, range.Depth + Chunk, id, open);
                start = end;
            }
        }

        return documents;
    }

    // Ids that end here are equal but for zero bytes at their end; those that go on come after them.
    private static void Continue(
        Span<int> documents, int start, int depth, IdOf id, Stack<(int Start, int Length, int Depth)> open)
    {
        var ended = 0;
        for (var i = 0; i < documents.Length; i++)
        {
            if (id(documents[i]).Length <= depth)
                (documents[i], documents[ended]) = (documents[ended++], documents[i]);
        }

        documents[..ended].Sort((x, y) => id(x).Length.CompareTo(id(y).Length));
        if (documents.Length - ended > 1)
            open.Push((start + ended, documents.Length - ended, depth));
    }

    private static ulong ChunkAt(ReadOnlySpan<byte> id, int depth)
    {
        if (id.Length - depth >= Chunk)
            return BinaryPrimitives.ReadUInt64BigEndian(id[depth..]);
        Span<byte> padded = stackalloc byte[Chunk];
        padded.Clear();
        if (id.Length > depth)
            id[depth..].CopyTo(padded);
        return BinaryPrimitives.ReadUInt64BigEndian(padded);
    }
}
