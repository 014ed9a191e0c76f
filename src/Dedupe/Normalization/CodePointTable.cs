using System.Buffers.Binary;
using System.Text;
using Dedupe.Kernels;

namespace Dedupe.Normalization;

/// <summary>
/// Class and folded form of every code point: compatibility decomposition, lower case, accents and vocalisation
/// dropped, letter variants of Arabic script joined, all decimal digits as ASCII digits. The data is a resource that a
/// test rebuilds from the Unicode data of .NET and ICU; it is data and not a call to them because folding is part of
/// the versioned hash family and must not change with the machine.
/// </summary>
internal sealed class CodePointTable
{
    private const int PageBits = 8;
    private const int PageSize = 1 << PageBits;
    private const int ClassBits = 3;
    private const int LengthBits = 6;

    // Entry: class (3 bits), length of the folded form in bytes (6 bits, 0: it is the code point itself), its offset in
    // the pool (23 bits), its first four bytes (32 bits): nearly all folded forms are no longer, and then one load
    // tells everything.
    private readonly ulong[][] pages = new ulong[0x110000 >> PageBits][];
    private readonly byte[] pool;
    private readonly ulong[] script = new ulong[ScriptBlock.Limit];

    // An object and not a static class: loops that hold it need not ask whether it was initialized.
    private CodePointTable()
    {
        pool = Load();
        for (var code = 0; code < script.Length; code++)
            script[code] = ScriptEntry(code, code < 0x80 ? 1 : code < 0x800 ? 2 : 3);
    }

    /// <summary>The one table.</summary>
    public static CodePointTable Shared { get; } = new();

    /// <summary>The entry of a code point, to be taken apart by the other methods.</summary>
    public ulong Entry(int codePoint) => pages[codePoint >> PageBits][codePoint & (PageSize - 1)];

    /// <summary>The same for the code points that <see cref="ScriptBlock"/> folds, in its form.</summary>
    public ReadOnlySpan<ulong> Script => script;

    /// <summary>The class in an entry.</summary>
    public static CodePointClass ClassOf(ulong entry) => (CodePointClass)(entry & ((1 << ClassBits) - 1));

    /// <summary>The folded form in an entry, UTF-8; empty when the code point folds to itself.</summary>
    public ReadOnlySpan<byte> FoldOf(ulong entry) =>
        pool.AsSpan((int)((uint)entry >> (ClassBits + LengthBits)), FoldLength(entry));

    /// <summary>Bytes of the folded form in an entry; 0 when the code point folds to itself.</summary>
    public static int FoldLength(ulong entry) => (int)(entry >> ClassBits) & ((1 << LengthBits) - 1);

    /// <summary>The first four bytes of the folded form, the first one lowest; zeros where it is shorter.</summary>
    public static uint FoldStart(ulong entry) => (uint)(entry >> 32);

    private ulong ScriptEntry(int code, int length)
    {
        var entry = Entry(code);
        var fold = FoldLength(entry) == 0 ? length : FoldLength(entry);
        return ClassOf(entry) switch
        {
            CodePointClass.Separator => ScriptBlock.Separator,
            CodePointClass.Ignored => ScriptBlock.Ignored,
            CodePointClass.Letter when fold <= length =>
                ScriptBlock.Letter(length, FoldLength(entry) == 0 ? Encoded(code, length) : FoldStart(entry), fold),
            _ => ScriptBlock.Refused,
        };
    }

    // The code point in UTF-8, the first byte lowest.
    private static uint Encoded(int code, int length)
    {
        Span<byte> bytes = stackalloc byte[4];
        bytes.Clear();
        if (length > 1)
            new Rune(code).EncodeToUtf8(bytes);
        else
            bytes[0] = (byte)code;
        return BinaryPrimitives.ReadUInt32LittleEndian(bytes);
    }

    // Resource: records of { start, end: int24; class: byte; fold length: byte; fold bytes }, in order of start, little
    // endian.
    private byte[] Load()
    {
        using var stream = typeof(CodePointTable).Assembly.GetManifestResourceStream("Dedupe.CodePoints.bin")
            ?? throw new InvalidOperationException("The assembly lacks its code point table.");
        var data = new byte[stream.Length];
        stream.ReadExactly(data);

        var blank = new ulong[PageSize];
        Array.Fill(pages, blank);
        for (var at = 0; at < data.Length;)
        {
            var start = BinaryPrimitives.ReadUInt16LittleEndian(data.AsSpan(at)) | (data[at + 2] << 16);
            var end = BinaryPrimitives.ReadUInt16LittleEndian(data.AsSpan(at + 3)) | (data[at + 5] << 16);
            var entry = data[at + 6] | ((uint)data[at + 7] << ClassBits) | (
                (ulong)(at + 8) << (ClassBits + LengthBits));
            for (var i = 0; i < Math.Min(4, (int)data[at + 7]); i++)
                entry |= (ulong)data[at + 8 + i] << (32 + (8 * i));
            Fill(start, end, entry, blank);
            at += 8 + data[at + 7];
        }

        return data;
    }

    private void Fill(int start, int end, ulong entry, ulong[] blank)
    {
        ulong[]? whole = null;
        for (var code = start; code <= end;)
        {
            var page = code >> PageBits;
            var pageEnd = Math.Min(end, ((page + 1) << PageBits) - 1);
            if ((code & (PageSize - 1)) == 0 && pageEnd - code == PageSize - 1)
            {
                // A page of one kind (most of Han) is shared.
                whole ??= Filled(entry);
                pages[page] = whole;
            }
            else
            {
                if (ReferenceEquals(pages[page], blank))
                    pages[page] = new ulong[PageSize];
                pages[page].AsSpan(code & (PageSize - 1), pageEnd - code + 1).Fill(entry);
            }

            code = pageEnd + 1;
        }
    }

    private static ulong[] Filled(ulong entry)
    {
        var page = new ulong[PageSize];
        Array.Fill(page, entry);
        return page;
    }
}
