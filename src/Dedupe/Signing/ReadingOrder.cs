using System.Runtime.CompilerServices;
using Dedupe.Kernels;

namespace Dedupe.Signing;

/// <summary>
/// Signed documents numbered in the order in which they were read. Threads take batches as they come, so the numbers
/// that documents were signed with depend on them; a part that is made again must number its documents as before,
/// because later steps know them by their numbers. Cost: that of sorting the numbers, and a copy of the records.
/// </summary>
internal sealed class ReadingOrder
{
    private readonly List<SignedBlock> blocks = [];

    /// <summary>Puts documents in order.</summary>
    /// <param name="documents">The documents, whose keys stay as they are.</param>
    [MethodImpl(Compile.Fully)]
    public ReadingOrder(SignedBlocks documents)
    {
        var numbers = new int[documents.Blocks.Sum(static block => block.Count)];
        var keys = new ulong[numbers.Length];
        var at = 0;
        foreach (var block in documents.Blocks)
        {
            for (var place = 0; place < block.Count; place++)
            {
                // A batch is signed by one thread, front to back.
                numbers[at] = (block.Number << SignedBlock.SizeBits) + place;
                keys[at] = ((ulong)(uint)block[place].Sequence << 32) | (uint)numbers[at++];
            }
        }

        keys.AsSpan().Sort(numbers.AsSpan());
        NumberOf = new int[documents.NumbersEnd];
        foreach (var number in numbers)
            NumberOf[number] = Add(documents, number);
    }

    /// <summary>The documents in blocks, all of them full but the last.</summary>
    public IReadOnlyList<SignedBlock> Blocks => blocks;

    /// <summary>By the number that a document was signed with its number here.</summary>
    public int[] NumberOf { get; }

    private int Add(SignedBlocks documents, int number)
    {
        if (blocks.Count == 0 || blocks[^1].IsFull)
            blocks.Add(new SignedBlock(blocks.Count));
        var block = blocks[^1];
        var document = documents[number];
        document.FactsStart = block.AddFact(documents.FactsOf(number));
        var next = block.NextNumber;
        block.Add(document);
        return next;
    }
}
