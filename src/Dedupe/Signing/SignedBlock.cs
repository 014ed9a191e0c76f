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

    /// <summary>The documents.</summary>
    public List<SignedDocument> Documents { get; } = new(Size);

    /// <summary>Ids and titles, one after the other.</summary>
    public ReadOnlySpan<byte> Facts => CollectionsMarshal.AsSpan(facts);

    /// <summary>Number of the block.</summary>
    public int Number => number;

    /// <summary>True when another document needs another block.</summary>
    public bool IsFull => Documents.Count == Size;

    /// <summary>The number that the next document has until documents are sorted.</summary>
    public int NextNumber => (number << SizeBits) + Documents.Count;

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
