namespace Dedupe.Storage;

/// <summary>
/// Keeps texts that cannot be read again from where they came: in memory while the budget lasts, beyond it in a
/// temporary file. Texts are added and read from any thread.
/// </summary>
internal sealed class TextStore(MemoryBudget budget) : IDisposable
{
    private const int PageBytes = 1 << 20;

    // Places in memory are page and offset; in the file, offset and this bit.
    private const long InFile = 1L << 62;

    private readonly Lock gate = new();
    private readonly List<byte[]> pages = [];
    private readonly ScratchFile file = new();
    private int used = PageBytes; // of the last page

    /// <summary>Bytes held in the temporary file.</summary>
    public long SpilledBytes => file.Length;

    /// <summary>Keeps a copy of a text.</summary>
    /// <returns>Its place.</returns>
    /// <exception cref="IOException">It had to go to the temporary file, and the disk is full.</exception>
    public long Add(ReadOnlySpan<byte> text)
    {
        lock (gate)
        {
            if (text.Length <= PageBytes - used || TryAddPage(text.Length))
            {
                text.CopyTo(pages[^1].AsSpan(used));
                used += text.Length;
                return ((long)(pages.Count - 1) << 31) | (uint)(used - text.Length);
            }
        }

        return InFile | file.Append(text);
    }

    /// <summary>A text; <paramref name="buffer"/> is used, and grown, when it has to be read from the file.</summary>
    public ReadOnlyMemory<byte> Read(long place, int length, ref byte[] buffer)
    {
        if ((place & InFile) == 0)
        {
            lock (gate)
                return pages[(int)(place >> 31)].AsMemory((int)(place & int.MaxValue), length);
        }

        if (buffer.Length < length)
            buffer = new byte[Math.Max(length, 2 * buffer.Length)];
        file.Read(buffer.AsSpan(0, length), place & ~InFile);
        return buffer.AsMemory(0, length);
    }

    /// <summary>Appends all texts to a section of a part file.</summary>
    public void Save(PartWriter part)
    {
        foreach (var page in pages)
            part.Append(page);
        var buffer = new byte[PageBytes];
        for (long at = 0; at < file.Length; at += buffer.Length)
        {
            var piece = buffer.AsSpan(0, (int)Math.Min(buffer.Length, file.Length - at));
            file.Read(piece, at);
            part.Append(piece);
        }
    }

    /// <summary>Tells for places where they are in what <see cref="Save"/> writes.</summary>
    public Func<long, long> Saved()
    {
        var starts = new long[pages.Count + 1];
        for (var page = 0; page < pages.Count; page++)
            starts[page + 1] = starts[page] + pages[page].Length;
        return place => (place & InFile) == 0
            ? starts[(int)(place >> 31)] + (place & int.MaxValue)
            : starts[^1] + (place & ~InFile);
    }

    /// <summary>Removes the temporary file.</summary>
    public void Dispose() => file.Dispose();

    // A text larger than a page has one of its own size, and the next text begins another.
    private bool TryAddPage(int length)
    {
        var size = Math.Max(PageBytes, length);
        if (!budget.TryTake(size))
            return false;
        pages.Add(GC.AllocateUninitializedArray<byte>(size));
        used = 0;
        return true;
    }
}
