using System.Collections;
using System.Runtime.InteropServices;
using System.Text;
using Dedupe.Sources;
using Dedupe.Storage;

namespace Dedupe.Signing;

/// <summary>
/// All signed documents of a run, numbered in ordinal (UTF-8) order of their ids, so that every later result is the same whatever
/// order they came in. Blocks are filled by any thread; <see cref="Seal"/> ends that and gives the numbers.
/// </summary>
internal sealed class SignedCollection : IReadOnlyList<DocumentInfo>, IDisposable
{
    // Of the memory that a run may use, keys get a sixteenth before they go to disk: they are read once more, in order.
    private const int KeyShare = 16;

    private const int TextShare = 2;

    private readonly Lock gate = new();
    private readonly MemoryBudget textMemory;
    private readonly TextStore texts;
    private readonly List<SignedBlock> blocks = [];
    private readonly Dictionary<TextOrigin, int> fileNumbers = [];
    private readonly List<TextOrigin> files = [];
    private SignedDocument[] documents = [];
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
    public int Count => documents.Length;

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
    public ref readonly SignedDocument At(int index) => ref documents[index];

    /// <summary>Hash of the words of a document as they stand in its text.</summary>
    public UInt128 TextHash(int index) => Readings?.TextHash(index) ?? At(index).ContentHash;

    /// <summary>A document's id.</summary>
    public string Id(int index) => Encoding.UTF8.GetString(IdBytes(index));

    /// <summary>A document's id in UTF-8.</summary>
    public ReadOnlySpan<byte> IdBytes(int index) => IdBytes(in documents[index]);

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
    public void Seal()
    {
        var all = new SignedDocument[blocks.Sum(static block => block.Documents.Count)];
        var signedAs = new int[all.Length];
        var at = 0;
        foreach (var block in blocks)
        {
            CollectionsMarshal.AsSpan(block.Documents).CopyTo(all.AsSpan(at));
            for (var i = 0; i < block.Documents.Count; i++)
                signedAs[at++] = (block.Number << SignedBlock.SizeBits) + i;
            block.Documents.Clear();
            block.Documents.TrimExcess();
        }

        var order = IdOrder.Sort(all.Length, index => IdBytes(in all[index]));
        numbers = new int[blocks.Count << SignedBlock.SizeBits];
        Array.Fill(numbers, -1);
        var kept = new SignedDocument[all.Length];
        var count = 0;
        for (var start = 0; start < order.Length;)
        {
            var end = start + 1;
            while (end < order.Length && IdBytes(in all[order[end]]).SequenceEqual(IdBytes(in all[order[start]])))
                end++;
            if (end - start > 1)
                RejectAllButOne(order.AsSpan(start, end - start), all);
            numbers[signedAs[order[start]]] = count;
            kept[count] = all[order[start]];
            TextBytes += kept[count++].TextBytes;
            start = end;
        }

        documents = count == kept.Length ? kept : kept[..count];
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
        ref var document = ref documents[index];
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
    private void RejectAllButOne(Span<int> sameId, SignedDocument[] all)
    {
        sameId.Sort((x, y) => CompareOfOneId(in all[x], in all[y]));
        ref readonly var first = ref all[sameId[0]];
        foreach (var other in sameId[1..])
        {
            ref readonly var document = ref all[other];
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
