using System.Runtime.InteropServices;

namespace Dedupe.Signing;

/// <summary>Up to <see cref="Size"/> documents that one thread signed one after the other.</summary>
/// <param name="number">Number of the block: documents are numbered through the blocks until they are sorted.</param>
internal sealed class SignedBlock(int number)
{
    /// <summary>Most documents in a block.</summary>
    public const int Size = 1 << SizeBits;

    /// <summary>The same as a power of two.</summary>
    public const int SizeBits = 10;

    private readonly List<byte> facts = [];
    private readonly SignedDocument[] documents = new SignedDocument[Size];

    /// <summary>How many documents there are.</summary>
    public int Count { get; private set; }

    /// <summary>Ids and titles, one after the other.</summary>
    public ReadOnlySpan<byte> Facts => CollectionsMarshal.AsSpan(facts);

    /// <summary>Number of the block.</summary>
    public int Number => number;

    /// <summary>True when another document needs another block.</summary>
    public bool IsFull => Count == Size;

    /// <summary>The number that the next document has until documents are sorted.</summary>
    public int NextNumber => (number << SizeBits) + Count;

    /// <summary>A document, by its place in the block.</summary>
    public ref SignedDocument this[int place] => ref documents[place];

    /// <summary>Adds a document.</summary>
    public void Add(in SignedDocument document) => documents[Count++] = document;

    /// <summary>Adds bytes to the facts.</summary>
    /// <returns>Where they start.</returns>
    public int AddFact(ReadOnlySpan<byte> fact)
    {
        var start = facts.Count;
        facts.AddRange(fact);
        return start;
    }

    /// <summary>Gives back what the facts did not need.</summary>
    public void Close() => facts.TrimExcess();
}
