using System.Runtime.InteropServices;

namespace Dedupe.Signing;

/// <summary>
/// Up to <see cref="Size"/> documents that one thread signed one after the other: in memory, or as they stand in a part
/// file.
/// </summary>
internal sealed class SignedBlock
{
    /// <summary>Most documents in a block.</summary>
    public const int Size = 1 << SizeBits;

    /// <summary>The same as a power of two.</summary>
    public const int SizeBits = 10;

    private readonly List<byte> ownFacts = [];
    private readonly SignedDocument[]? own;
    private readonly ReadOnlyMemory<SignedDocument> mapped;
    private readonly ReadOnlyMemory<byte> mappedFacts;

    /// <summary>Begins an empty block.</summary>
    /// <param name="number">Number of the block: documents are numbered through the blocks until they are
    /// sorted.</param>
    public SignedBlock(int number)
    {
        Number = number;
        own = GC.AllocateUninitializedArray<SignedDocument>(Size);
    }

    /// <summary>A block of a part file.</summary>
    public SignedBlock(
        int number, SignedPart part, ReadOnlyMemory<SignedDocument> documents, ReadOnlyMemory<byte> facts)
    {
        (Number, Part, mapped, mappedFacts) = (number, part, documents, facts);
        Count = documents.Length;
    }

    /// <summary>How many documents there are.</summary>
    public int Count { get; private set; }

    /// <summary>Ids and titles, one after the other.</summary>
    public ReadOnlySpan<byte> Facts => Part is null ? CollectionsMarshal.AsSpan(ownFacts) : mappedFacts.Span;

    /// <summary>The documents.</summary>
    public ReadOnlySpan<SignedDocument> Documents => own is null ? mapped.Span : own.AsSpan(0, Count);

    /// <summary>Number of the block.</summary>
    public int Number { get; }

    /// <summary>The part that it is of; null in memory.</summary>
    public SignedPart? Part { get; }

    /// <summary>True when another document needs another block.</summary>
    public bool IsFull => Count == Size;

    /// <summary>The number that the next document has until documents are sorted.</summary>
    public int NextNumber => (Number << SizeBits) + Count;

    /// <summary>A document, by its place in the block.</summary>
    public ref readonly SignedDocument this[int place]
    {
        get
        {
            if (own is not null)
                return ref own[place];
            return ref mapped.Span[place];
        }
    }

    /// <summary>The same, to be changed; only of a block that is filled here.</summary>
    public ref SignedDocument Own(int place) => ref own![place];

    /// <summary>Adds a document.</summary>
    public void Add(in SignedDocument document) => own![Count++] = document;

    /// <summary>Adds bytes to the facts.</summary>
    /// <returns>Where they start.</returns>
    public int AddFact(ReadOnlySpan<byte> fact)
    {
        var start = ownFacts.Count;
        ownFacts.AddRange(fact);
        return start;
    }

    /// <summary>Gives back what the facts did not need.</summary>
    public void Close() => ownFacts.TrimExcess();
}
