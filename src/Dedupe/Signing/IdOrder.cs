using System.Buffers.Binary;
using System.Runtime.CompilerServices;
using Dedupe.Kernels;

namespace Dedupe.Signing;

/// <summary>
/// Puts documents in ordinal order of their ids, eight bytes at a time as one number (most significant bytes first, as in the radix sorts
/// of strings; Bentley and Sedgewick 1997). What many ids have in common, such as a folder, is passed over at no more than its length.
/// </summary>
internal static class IdOrder
{
    private const int Chunk = 8;

    /// <summary>The bytes of an id.</summary>
    public delegate ReadOnlySpan<byte> IdOf(int document);

    /// <summary>The numbers 0 to count - 1 in the order of the ids; of equal ids in any order.</summary>
    [MethodImpl(Compile.Fully)]
    public static int[] Sort(int count, IdOf id)
    {
        var order = new int[count];
        for (var i = 0; i < count; i++)
            order[i] = i;
        var chunks = new ulong[count];
        var open = new Stack<(int Start, int Length, int Depth)>();
        open.Push((0, count, 0));
        while (open.TryPop(out var range))
        {
            var keys = chunks.AsSpan(range.Start, range.Length);
            var documents = order.AsSpan(range.Start, range.Length);
            for (var i = 0; i < keys.Length; i++)
                keys[i] = ChunkAt(id(documents[i]), range.Depth);
            keys.Sort(documents);
            for (var start = 0; start < keys.Length;)
            {
                var end = start + 1;
                while (end < keys.Length && keys[end] == keys[start])
                    end++;
                if (end - start > 1)
                    Continue(documents[start..end], range.Start + start, range.Depth + Chunk, id, open);
                start = end;
            }
        }

        return order;
    }

    // Ids that end here are equal but for zero bytes at their end; those that go on come after them.
    private static void Continue(Span<int> documents, int start, int depth, IdOf id, Stack<(int Start, int Length, int Depth)> open)
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
