using System.Collections;
using System.Runtime.CompilerServices;
using System.Text;
using Dedupe.Kernels;
using Dedupe.Sources;
using Dedupe.Storage;

namespace Dedupe.Signing;

/// <summary>
/// All signed documents of a run, numbered in ordinal (UTF-8) order of their ids, so that every later result is the same whatever
/// order they came in. Blocks are filled by any thread; <see cref="Seal"/> ends that and gives the numbers.
/// </summary>
internal sealed class SignedCollection : IReadOnlyList<DocumentInfo>, IDisposable
{
    // Of the memory that a run may use, keys get a thirty-second part before they go to disk: they are read once more, in order.
    private const int KeyShare = 32;

    private const int TextShare = 2;

    private readonly Lock gate = new();
    private readonly MemoryBudget textMemory;
    private readonly TextStore texts;
    private readonly List<SignedBlock> blocks = [];
    private readonly Dictionary<TextOrigin, int> fileNumbers = [];
    private readonly List<TextOrigin> files = [];
    private int[] order = []; // by final number: the number a document was signed with
    private int[] numbers = [];

    /// <summary>Makes an empty collection.</summary>
    /// <param name="memoryBytes">The memory of the run.</param>
    /// <param name="bands">Bands of the near tier.</param>
    public SignedCollection(long memoryBytes, int bands)
    {
        textMemory = new MemoryBudget(memoryBytes / TextShare);
        texts = new TextStore(textMemory);
        Memory = new BlockPool(memoryBytes / KeyShare);
        Entries = new TierEntries(bands, Memory);
    }

    /// <summary>Memory for keys, and for what is made of them.</summary>
    public BlockPool Memory { get; }

    /// <summary>The keys of all documents, under the numbers they were signed with.</summary>
    public TierEntries Entries { get; private set; }

    /// <summary>What the documents were read as, where the collection was misread; null elsewhere.</summary>
    public Readings? Readings { get; private set; }

    /// <summary>The outlets' names.</summary>
    public NameTable Outlets { get; } = new();

    /// <summary>The agencies' names.</summary>
    public NameTable Agencies { get; } = new();

    /// <summary>The inputs' names.</summary>
    public NameTable Inputs { get; } = new();

    /// <summary>What was not accepted; in order of source and line once sealed.</summary>
    public List<Rejection> Rejections { get; private set; } = [];

    /// <summary>Bytes of text.</summary>
    public long TextBytes { get; private set; }

    /// <inheritdoc/>
    public int Count => order.Length;

    /// <summary>For each number that a document was signed with its final number; -1 where there is no document.</summary>
    public ReadOnlySpan<int> Numbers => numbers;

    /// <inheritdoc/>
    public DocumentInfo this[int index]
    {
        get
        {
            ref readonly var document = ref At(index);
            var title = blocks[document.Block].Facts.Slice(document.FactsStart + document.IdLength, document.TitleLength);
            return new DocumentInfo(
                Id(index),
                title.IsEmpty ? null : Encoding.UTF8.GetString(title),
                Source(index),
                Date(index),
                document.Words)
            {
                Agency = Agency(index),
            };
        }
    }

    /// <summary>A document's record.</summary>
    public ref readonly SignedDocument At(int index) => ref Signed(order[index]);

    /// <summary>Hash of the words of a document as they stand in its text.</summary>
    public UInt128 TextHash(int index) => Readings?.TextHash(index) ?? At(index).ContentHash;

    /// <summary>A document's id.</summary>
    public string Id(int index) => Encoding.UTF8.GetString(IdBytes(index));

    /// <summary>A document's id in UTF-8.</summary>
    public ReadOnlySpan<byte> IdBytes(int index) => IdBytes(in At(index));

    /// <summary>A document's outlet, or null.</summary>
    public string? Source(int index) => At(index).Outlet is > 0 and var outlet ? Outlets[outlet] : null;

    /// <summary>A document's text: read again from its file, or from where it was kept. Valid until the next call with the same buffer.</summary>
    /// <exception cref="IOException">The text cannot be read any more, or its file has changed.</exception>
    public ReadOnlyMemory<byte> Text(int index, TextBuffer buffer)
    {
        ref readonly var document = ref At(index);
        return document.TextFile < 0
            ? texts.Read(document.TextPlace, document.TextLength, ref buffer.Bytes)
            : files[document.TextFile].Read(document.TextPlace, document.TextLength, buffer);
    }

    /// <summary>The agency a document is credited to, or null.</summary>
    public string? Agency(int index) => At(index).Agency is > 0 and var agency ? Agencies[agency] : null;

    /// <summary>When a document was published, in UTC, or null.</summary>
    public DateTimeOffset? Date(int index) =>
        At(index).DateTicks is var ticks && ticks == long.MaxValue ? null : new DateTimeOffset(ticks, TimeSpan.Zero);

    /// <summary>The error for a document whose text is not what was signed.</summary>
    public IOException Changed(int index) => At(index).TextFile is >= 0 and var file
        ? files[file].Changed()
        : new IOException("The temporary file of texts was changed from outside.");

    /// <summary>A block for one thread.</summary>
    public SignedBlock NewBlock()
    {
        lock (gate)
        {
            var block = new SignedBlock(blocks.Count);
            blocks.Add(block);
            return block;
        }
    }

    /// <summary>Notes where a text can be read again; one that cannot is kept.</summary>
    public void Locate(in Document document, ref SignedDocument signed)
    {
        if (document.Place.File is { } file)
            (signed.TextFile, signed.TextPlace, signed.TextLength) = (NumberOf(file), document.Place.Offset, document.Place.Length);
        else
            (signed.TextFile, signed.TextPlace, signed.TextLength) = (-1, texts.Add(document.Text.Span), document.Text.Length);
    }

    /// <summary>Takes note of what was not accepted.</summary>
    public void Reject(IEnumerable<Rejection> rejections)
    {
        lock (gate)
            Rejections.AddRange(rejections);
    }

    /// <summary>Numbers the documents by id; of those with one id one stays, chosen by content and date, the others are rejected.</summary>
    [MethodImpl(Compile.Fully)]
    public void Seal()
    {
        var signedAs = new int[blocks.Sum(static block => block.Count)];
        var at = 0;
        foreach (var block in blocks)
        {
            for (var i = 0; i < block.Count; i++)
                signedAs[at++] = (block.Number << SignedBlock.SizeBits) + i;
        }

        order = IdOrder.Sort(signedAs, number => IdBytes(in Signed(number)));
        numbers = new int[blocks.Count << SignedBlock.SizeBits];
        Array.Fill(numbers, -1);
        var count = 0;
        for (var start = 0; start < order.Length;)
        {
            var end = start + 1;
            while (end < order.Length && IdBytes(in Signed(order[end])).SequenceEqual(IdBytes(in Signed(order[start]))))
                end++;
            if (end - start > 1)
                RejectAllButOne(order.AsSpan(start, end - start));
            numbers[order[start]] = count;
            TextBytes += Signed(order[start]).TextBytes;
            order[count++] = order[start];
            start = end;
        }

        Array.Resize(ref order, count);
        Rejections = [.. Rejections
            .OrderBy(rejection => rejection.Origin.Source, StringComparer.Ordinal)
            .ThenBy(rejection => rejection.Origin.Line)
            .ThenBy(rejection => rejection.Reason)];
    }

    /// <summary>Throws the keys of the sealed collection away, so that all documents are signed once more: now under their final numbers.</summary>
    public Readings BeginAgain()
    {
        var bands = Entries.Near.Partitions;
        Entries.Dispose();
        Entries = new TierEntries(bands, Memory);
        numbers = new int[Count];
        for (var index = 0; index < numbers.Length; index++)
            numbers[index] = index;
        return Readings = new Readings(Count, textMemory);
    }

    /// <summary>Takes what a document was read as; called from any thread, once a document.</summary>
    /// <param name="index">The document.</param>
    /// <param name="contentHash">Hash of its words as they were read.</param>
    /// <param name="words">How many.</param>
    /// <param name="reuseKeys">How many keys of the reuse tier.</param>
    public void SignAgain(int index, UInt128 contentHash, int words, int reuseKeys)
    {
        ref var document = ref Signed(order[index]);
        (document.ContentHash, document.Words, document.ReuseKeys) = (contentHash, words, reuseKeys);
    }

    /// <inheritdoc/>
    public IEnumerator<DocumentInfo> GetEnumerator()
    {
        for (var index = 0; index < Count; index++)
            yield return this[index];
    }

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    /// <summary>Lets texts, files and keys go; ids, titles and records stay.</summary>
    public void Dispose()
    {
        texts.Dispose();
        Readings?.Dispose();
        Entries.Dispose();
        foreach (var file in files)
            file.Close();
    }

    // Of several with one id the same one stays, whatever order they come in: it comes first here.
    private void RejectAllButOne(Span<int> sameId)
    {
        sameId.Sort((x, y) => CompareOfOneId(in Signed(x), in Signed(y)));
        ref readonly var first = ref Signed(sameId[0]);
        foreach (var other in sameId[1..])
        {
            ref readonly var document = ref Signed(other);
            Rejections.Add(new Rejection(
                new Origin(Inputs[document.Input], document.Line), RejectionReason.DuplicateId,
                $"the id '{Encoding.UTF8.GetString(IdBytes(in document))}' is that of {Inputs[first.Input]}:{first.Line} as well"));
        }
    }

    private static int CompareOfOneId(in SignedDocument x, in SignedDocument y)
    {
        var byContent = x.ContentHash.CompareTo(y.ContentHash);
        if (byContent != 0)
            return byContent;
        var byDate = x.DateTicks.CompareTo(y.DateTicks);
        if (byDate != 0)
            return byDate;
        var bySequence = x.Sequence.CompareTo(y.Sequence);
        if (bySequence != 0)
            return bySequence;
        var byBlock = x.Block.CompareTo(y.Block);
        return byBlock != 0 ? byBlock : x.FactsStart.CompareTo(y.FactsStart);
    }

    private ref SignedDocument Signed(int number) => ref blocks[number >> SignedBlock.SizeBits][number & (SignedBlock.Size - 1)];

    private ReadOnlySpan<byte> IdBytes(in SignedDocument document) =>
        blocks[document.Block].Facts.Slice(document.FactsStart, document.IdLength);

    private int NumberOf(TextOrigin file)
    {
        lock (gate)
        {
            if (!fileNumbers.TryGetValue(file, out var number))
            {
                number = files.Count;
                fileNumbers.Add(file, number);
                files.Add(file);
            }

            return number;
        }
    }
}
