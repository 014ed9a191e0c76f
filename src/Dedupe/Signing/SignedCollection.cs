using System.Collections;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Text;
using Dedupe.Kernels;
using Dedupe.Sources;
using Dedupe.Storage;

namespace Dedupe.Signing;

/// <summary>
/// All signed documents of a run, numbered in ordinal (UTF-8) order of their ids, so that every later result is the
/// same whatever order they came in. Blocks are filled by any thread; <see cref="Seal"/> ends that and gives the
/// numbers.
/// </summary>
internal sealed class SignedCollection : IReadOnlyList<DocumentInfo>, IDisposable
{
    // Of the memory that a run may use, keys get a thirty-second part before they go to disk: they are read once more,
    // in order.
    private const int KeyShare = 32;

    private const int TextShare = 2;

    // Of an id in a message.
    private const int LongestId = 100;

    private const string OrderName = "order";
    private const string RepeatsName = "repeats";
    private const string AgainName = "again";

    private readonly Lock gate = new();
    private readonly MemoryBudget textMemory;
    private readonly SignedTexts texts;
    private readonly List<SignedBlock> blocks = [];
    private readonly List<(int First, int Other)> repeatedIds = [];
    private int[] order = []; // by final number: the number a document was signed with
    private int[] numbers = [];

    /// <summary>Makes an empty collection.</summary>
    /// <param name="memoryBytes">The memory of the run.</param>
    /// <param name="bands">Bands of the near tier.</param>
    public SignedCollection(long memoryBytes, int bands)
    {
        textMemory = new MemoryBudget(memoryBytes / TextShare);
        texts = new SignedTexts(textMemory);
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

    /// <summary>What was not accepted, or not understood.</summary>
    public SignedNotes Notes { get; } = new();

    /// <summary>What was not accepted, in order of source and line; known once sealed.</summary>
    public IReadOnlyList<Rejection> Rejections { get; private set; } = [];

    /// <summary>Bytes of text.</summary>
    public long TextBytes { get; private set; }

    /// <inheritdoc/>
    public int Count => order.Length;

    /// <summary>
    /// For each number that a document was signed with its final number; -1 where there is no document.
    /// </summary>
    public ReadOnlySpan<int> Numbers => numbers;

    /// <inheritdoc/>
    public DocumentInfo this[int index]
    {
        get
        {
            ref readonly var document = ref At(index);
            var title = TitleBytes(index);
            return new DocumentInfo(
                Id(index),
                title.IsEmpty ? null : Encoding.UTF8.GetString(title),
                Source(index),
                Date(index),
                document.Words)
            {
                Agency = Agency(index),
                IsEarlier = IsEarlier(index),
                File = File(index),
                Encoding = EncodingOf(index),
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
    public ReadOnlySpan<byte> IdBytes(int index) => IdOf(order[index]);

    /// <summary>A document's headline in UTF-8; empty when unknown.</summary>
    public ReadOnlySpan<byte> TitleBytes(int index)
    {
        ref readonly var document = ref At(index);
        return BlockOf(order[index]).Facts.Slice(document.FactsStart + document.IdLength, document.TitleLength);
    }

    /// <summary>
    /// The input that a document came from, as people named it; null for one that was handed over in memory.
    /// </summary>
    public string? File(int index) => Inputs[InputOf(order[index])] is { Length: > 0 } name ? name : null;

    /// <summary>The encoding that a document was read from, by its name; null for UTF-8.</summary>
    public string? EncodingOf(int index) =>
        TextEncodings.NameOf(At(index).CodePage) is not TextEncodings.Utf8 and var name ? name : null;

    /// <summary>A document's outlet, or null.</summary>
    public string? Source(int index) => Outlet(index) is > 0 and var outlet ? Outlets[outlet] : null;

    /// <summary>Number of a document's outlet; 0 when unknown.</summary>
    public int Outlet(int index) =>
        BlockOf(order[index]).Part is { } part ? part.Outlets[At(index).Outlet] : At(index).Outlet;

    /// <summary>
    /// A document's text: read again from its file, or from where it was kept. Valid until the next call with the same
    /// buffer.
    /// </summary>
    /// <exception cref="IOException">The text cannot be read any more, or its file has changed.</exception>
    public ReadOnlyMemory<byte> Text(int index, TextBuffer buffer) =>
        texts.Read(in At(index), BlockOf(order[index]).Part, buffer);

    /// <summary>
    /// A text will be read soon: the system may begin. Of a collection in parts alone, which may be larger than the
    /// memory that the system has for files.
    /// </summary>
    public void ReadAheadOf(int index)
    {
        if (BlockOf(order[index]).Part is { } part)
            texts.ReadAheadOf(in At(index), part);
    }

    /// <summary>The agency a document is credited to, or null.</summary>
    public string? Agency(int index)
    {
        var agency = At(index).Agency;
        if (BlockOf(order[index]).Part is { } part)
            agency = part.Agencies[agency];
        return agency > 0 ? Agencies[agency] : null;
    }

    /// <summary>When a document was published, in UTC, or null.</summary>
    public DateTimeOffset? Date(int index) =>
        At(index).DateTicks is var ticks && ticks == long.MaxValue ? null : new DateTimeOffset(ticks, TimeSpan.Zero);

    /// <summary>The error for a document whose text is not what was signed.</summary>
    public IOException Changed(int index) => texts.Changed(in At(index), BlockOf(order[index]).Part);

    /// <summary>The blocks, in order of their numbers.</summary>
    public IReadOnlyList<SignedBlock> Blocks => blocks;

    /// <summary>The texts.</summary>
    public SignedTexts Texts => texts;

    /// <summary>
    /// Takes up parts, in order; before the collection is sealed or its order is restored. Whoever opened them closes
    /// them.
    /// </summary>
    /// <param name="parts">The parts.</param>
    /// <param name="fileOf">Finds the files that they name.</param>
    /// <param name="areEarlier">Whether they are those of an earlier run, that new documents are compared with.</param>
    public void Add(IEnumerable<PartReader> parts, Func<string, TextOrigin> fileOf, bool areEarlier)
    {
        var lines = PieceLines.None;
        HasEarlier |= areEarlier;
        foreach (var file in parts)
        {
            var part = new SignedPart(
                file, this, name => texts.NumberOf(fileOf(name)), blocks.Count, lines, areEarlier);
            Entries.Attach(file, (uint)blocks.Count << SignedBlock.SizeBits);
            blocks.AddRange(part.OwnBlocks);
            lines = part.LinesAfter;
        }
    }

    /// <summary>Whether some documents are those of an earlier run.</summary>
    public bool HasEarlier { get; private set; }

    /// <summary>
    /// Whether a document is one of an earlier run: known, reported already, and not compared with others of it.
    /// </summary>
    public bool IsEarlier(int index) => HasEarlier && BlockOf(order[index]).Part!.IsEarlier;

    /// <summary>Whether a pair is one to look for: not when both are documents of an earlier run.</summary>
    public bool IsNews(int a, int b) => !HasEarlier || !IsEarlier(a) || !IsEarlier(b);

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

    /// <summary>
    /// Numbers the documents by id; of those with one id one stays, chosen by content and date, the others are
    /// rejected.
    /// </summary>
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

        order = IdOrder.Sort(signedAs, IdOf);
        numbers = new int[blocks.Count << SignedBlock.SizeBits];
        Array.Fill(numbers, -1);
        var count = 0;
        for (var start = 0; start < order.Length;)
        {
            var end = start + 1;
            while (end < order.Length && IdOf(order[end]).SequenceEqual(IdOf(order[start])))
                end++;
            if (end - start > 1)
                RejectAllButOne(order.AsSpan(start, end - start));
            numbers[order[start]] = count;
            TextBytes += Signed(order[start]).TextBytes;
            order[count++] = order[start];
            start = end;
        }

        Array.Resize(ref order, count);
        EndRejections();
    }

    /// <summary>Writes the numbers of the sealed collection.</summary>
    public void SaveOrder(PartWriter part)
    {
        part.Write<int>(OrderName, 0, order);
        part.Write<(int, int)>(RepeatsName, 0, repeatedIds.ToArray());
        if (Readings is null)
            return;
        part.Begin();
        foreach (var block in blocks)
            part.Append(MemoryMarshal.AsBytes(block.Documents));
        part.End(AgainName, 0);
        Readings.Save(part);
        Entries.Save(part);
    }

    /// <summary>
    /// Restores the numbers of the sealed collection, instead of sealing it again; to be called when all parts are
    /// added.
    /// </summary>
    public void RestoreOrder(PartReader part)
    {
        order = part.Read<int>(OrderName, 0);
        numbers = new int[blocks.Count << SignedBlock.SizeBits];
        Array.Fill(numbers, -1);
        for (var index = 0; index < order.Length; index++)
        {
            numbers[order[index]] = index;
            TextBytes += Signed(order[index]).TextBytes;
        }

        foreach (var (first, other) in part.Read<(int, int)>(RepeatsName, 0))
            RejectRepeat(first, other);
        EndRejections();
        if (part.Length(AgainName, 0) > 0)
            RestoreAgain(part);
    }

    private void RestoreAgain(PartReader part)
    {
        var documents = part.Map<SignedDocument>(AgainName, 0);
        foreach (var block in blocks)
        {
            block.Replace(documents[..block.Count]);
            documents = documents[block.Count..];
        }

        ForgetKeys();
        Entries.Attach(part, 0);
        Readings = new Readings(part);
    }

    private void EndRejections() => Rejections = Notes.Rejected.ToList(Inputs.Contains);

    /// <summary>
    /// Throws the keys of the sealed collection away, so that all documents are signed once more: now under their final
    /// numbers.
    /// </summary>
    public Readings BeginAgain()
    {
        foreach (var block in blocks)
            block.TakeToMemory();
        ForgetKeys();
        return Readings = new Readings(Count, textMemory);
    }

    // New keys are written under the final numbers.
    private void ForgetKeys()
    {
        var bands = Entries.Near.Partitions;
        Entries.Dispose();
        Entries = new TierEntries(bands, Memory);
        numbers = new int[Count];
        for (var index = 0; index < numbers.Length; index++)
            numbers[index] = index;
    }

    /// <summary>Takes what a document was read as; called from any thread, once a document.</summary>
    /// <param name="index">The document.</param>
    /// <param name="contentHash">Hash of its words as they were read.</param>
    /// <param name="words">How many.</param>
    /// <param name="reuseKeys">How many keys of the reuse tier.</param>
    public void SignAgain(int index, UInt128 contentHash, int words, int reuseKeys)
    {
        ref var document = ref BlockOf(order[index]).Own(order[index] & (SignedBlock.Size - 1));
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
        Memory.Trim();
    }

    // Of several with one id the same one stays, whatever order they come in: it comes first here.
    private void RejectAllButOne(Span<int> sameId)
    {
        sameId.Sort(CompareOfOneId);
        foreach (var other in sameId[1..])
            RejectRepeat(sameId[0], other);
    }

    private void RejectRepeat(int first, int other)
    {
        repeatedIds.Add((first, other));
        Notes.Rejected.Add(OriginOf(other), RejectionReason.DuplicateId, () =>
        {
            var origin = OriginOf(first);
            return $"the id '{Shortened.Of(Encoding.UTF8.GetString(IdOf(other)), LongestId)}' is that of " +
                $"{origin.Source}:{origin.Line} as well";
        });
    }

    private int CompareOfOneId(int x, int y)
    {
        var byRun = IsOfEarlierRun(y).CompareTo(IsOfEarlierRun(x));
        if (byRun != 0)
            return byRun;
        ref readonly var ofX = ref Signed(x);
        ref readonly var ofY = ref Signed(y);
        var byContent = ofX.ContentHash.CompareTo(ofY.ContentHash);
        if (byContent != 0)
            return byContent;
        var byDate = ofX.DateTicks.CompareTo(ofY.DateTicks);
        if (byDate != 0)
            return byDate;
        if (BlockOf(x).Part != BlockOf(y).Part)
            return x.CompareTo(y); // parts are numbered in order
        var bySequence = ofX.Sequence.CompareTo(ofY.Sequence);
        return bySequence != 0 ? bySequence : x.CompareTo(y);
    }

    private bool IsOfEarlierRun(int number) => BlockOf(number).Part?.IsEarlier == true;

    private Origin OriginOf(int number)
    {
        ref readonly var document = ref Signed(number);
        var origin = new Origin(Inputs[InputOf(number)], document.Line);
        return BlockOf(number).Part is { } part ? part.LinesBefore.InFile(origin) : origin;
    }

    private int InputOf(int number)
    {
        var input = Signed(number).Input;
        return BlockOf(number).Part is { } part ? part.Inputs[input] : input;
    }

    private SignedBlock BlockOf(int number) => blocks[number >> SignedBlock.SizeBits];

    private ref readonly SignedDocument Signed(int number) => ref BlockOf(number)[number & (SignedBlock.Size - 1)];

    private ReadOnlySpan<byte> IdOf(int number)
    {
        ref readonly var document = ref Signed(number);
        return BlockOf(number).Facts.Slice(document.FactsStart, document.IdLength);
    }
}
