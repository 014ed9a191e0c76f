using Dedupe.Sources;
using Dedupe.Storage;

namespace Dedupe.Signing;

/// <summary>
/// What signing leaves: documents in blocks, in the order in which they were signed, with their names, texts and keys.
/// Each thread fills blocks of its own; or they are taken up from part files. A document is named by the number it was
/// signed with: block and place in it. Filling is safe from any thread, reading once nobody fills.
/// </summary>
internal sealed class SignedBlocks : IDisposable
{
    // Of the memory that a run may use, keys get a thirty-second part before they go to disk: they are read once more,
    // in order.
    private const int KeyShare = 32;

    private const int TextShare = 2;

    private readonly Lock gate = new();
    private readonly List<SignedBlock> blocks = [];

    /// <summary>Begins without documents.</summary>
    /// <param name="memoryBytes">The memory of the run.</param>
    /// <param name="bands">Bands of the near tier.</param>
    public SignedBlocks(long memoryBytes, int bands)
    {
        TextMemory = new MemoryBudget(memoryBytes / TextShare);
        Texts = new SignedTexts(TextMemory);
        Entries = new TierEntries(bands, new BlockPool(memoryBytes / KeyShare));
    }

    /// <summary>The keys of all documents.</summary>
    public TierEntries Entries { get; }

    /// <summary>The texts.</summary>
    public SignedTexts Texts { get; }

    /// <summary>The memory for texts that cannot be read again.</summary>
    public MemoryBudget TextMemory { get; }

    /// <summary>The outlets' names.</summary>
    public NameTable Outlets { get; } = new();

    /// <summary>The agencies' names.</summary>
    public NameTable Agencies { get; } = new();

    /// <summary>The inputs' names.</summary>
    public NameTable Inputs { get; } = new();

    /// <summary>What was not accepted, or not understood.</summary>
    public SignedNotes Notes { get; } = new();

    /// <summary>The blocks, in order of their numbers.</summary>
    public IReadOnlyList<SignedBlock> Blocks => blocks;

    /// <summary>Whether some documents are those of an earlier run.</summary>
    public bool HasEarlier { get; private set; }

    /// <summary>One more than the largest number that a document may have been signed with.</summary>
    public int NumbersEnd => blocks.Count << SignedBlock.SizeBits;

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

    /// <summary>Takes up parts, in order. Whoever opened them closes them.</summary>
    /// <param name="parts">The parts.</param>
    /// <param name="fileOf">Finds the files that they name.</param>
    /// <param name="areEarlier">Whether they are those of an earlier run, that new documents are compared
    /// with.</param>
    public void Add(IEnumerable<PartReader> parts, Func<string, TextOrigin> fileOf, bool areEarlier)
    {
        var lines = PieceLines.None;
        HasEarlier |= areEarlier;
        foreach (var file in parts)
        {
            var part = new SignedPart(
                file, this, name => Texts.NumberOf(fileOf(name)), blocks.Count, lines, areEarlier);
            Entries.Attach(file, (uint)NumbersEnd);
            blocks.AddRange(part.OwnBlocks);
            lines = part.LinesAfter;
        }
    }

    /// <summary>The record of a document.</summary>
    public ref readonly SignedDocument this[int number] => ref BlockOf(number)[number & (SignedBlock.Size - 1)];

    /// <summary>The block of a document.</summary>
    public SignedBlock BlockOf(int number) => blocks[number >> SignedBlock.SizeBits];

    /// <summary>The id of a document in UTF-8.</summary>
    public ReadOnlySpan<byte> IdOf(int number)
    {
        ref readonly var document = ref this[number];
        return BlockOf(number).Facts.Slice(document.FactsStart, document.IdLength);
    }

    /// <summary>The headline of a document in UTF-8; empty when unknown.</summary>
    public ReadOnlySpan<byte> TitleOf(int number)
    {
        ref readonly var document = ref this[number];
        return BlockOf(number).Facts.Slice(document.FactsStart + document.IdLength, document.TitleLength);
    }

    /// <summary>The version of a document in UTF-8; empty when unknown.</summary>
    public ReadOnlySpan<byte> VersionOf(int number)
    {
        ref readonly var document = ref this[number];
        return document.VersionLength == 0
            ? default
            : FactsOf(number).Slice(document.IdLength + document.TitleLength, document.VersionLength);
    }

    /// <summary>The status of a document in UTF-8; empty when unknown.</summary>
    public ReadOnlySpan<byte> StatusOf(int number)
    {
        ref readonly var document = ref this[number];
        return document.StatusLength == 0
            ? default
            : FactsOf(number).Slice(
                document.IdLength + document.TitleLength + document.VersionLength, document.StatusLength);
    }

    /// <summary>The url of a document in UTF-8; empty when unknown.</summary>
    public ReadOnlySpan<byte> UrlOf(int number) =>
        this[number].UrlLength is > 0 and var length ? FactsOf(number)[^length..] : default;

    /// <summary>All the facts of a document, one after the other.</summary>
    public ReadOnlySpan<byte> FactsOf(int number)
    {
        ref readonly var document = ref this[number];
        return BlockOf(number).Facts.Slice(
            document.FactsStart,
            document.IdLength + document.TitleLength + document.VersionLength + document.StatusLength
                + document.UrlLength);
    }

    /// <summary>Number of a document's outlet; 0 when unknown.</summary>
    public int OutletOf(int number)
    {
        var outlet = this[number].Outlet;
        return BlockOf(number).Part is { } part ? part.Outlets[outlet] : outlet;
    }

    /// <summary>Number of the agency a document is credited to; 0 when unknown.</summary>
    public int AgencyOf(int number)
    {
        var agency = this[number].Agency;
        return BlockOf(number).Part is { } part ? part.Agencies[agency] : agency;
    }

    /// <summary>The name of the input that a document came from; empty for one that was handed over.</summary>
    public string InputOf(int number)
    {
        var input = this[number].Input;
        return Inputs[BlockOf(number).Part is { } part ? part.Inputs[input] : input];
    }

    /// <summary>Where a document came from.</summary>
    public Origin OriginOf(int number)
    {
        var origin = new Origin(InputOf(number), this[number].Line);
        return BlockOf(number).Part is { } part ? part.LinesBefore.InFile(origin) : origin;
    }

    /// <summary>Whether a document is one of an earlier run.</summary>
    public bool IsEarlier(int number) => HasEarlier && BlockOf(number).Part!.IsEarlier;

    /// <summary>Lets texts, files and keys go; ids, titles and records stay.</summary>
    public void Dispose()
    {
        Texts.Dispose();
        Entries.Dispose();
    }
}
