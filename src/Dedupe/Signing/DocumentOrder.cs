using System.Runtime.CompilerServices;
using System.Text;
using Dedupe.Kernels;
using Dedupe.Storage;

namespace Dedupe.Signing;

/// <summary>
/// The numbers of documents in ordinal (UTF-8) order of their ids, so that every later result is the same whatever
/// order they were signed in. Of documents with one id one stays, chosen by content and date. Immutable.
/// </summary>
internal sealed class DocumentOrder
{
    private const string OrderName = "order";
    private const string RepeatsName = "repeats";

    // Of an id in a message.
    private const int LongestId = 100;

    private readonly int[] order; // by final number: the number a document was signed with
    private readonly (int First, int Other)[] repeats;
    private readonly int[] numbers;

    private DocumentOrder(int[] order, (int First, int Other)[] repeats, int numbersEnd)
    {
        (this.order, this.repeats) = (order, repeats);
        numbers = new int[numbersEnd];
        Array.Fill(numbers, -1);
        for (var index = 0; index < order.Length; index++)
            numbers[order[index]] = index;
    }

    /// <summary>How many documents stay.</summary>
    public int Count => order.Length;

    /// <summary>The number that a document was signed with, by its final number.</summary>
    public int this[int index] => order[index];

    /// <summary>The final number by the number a document was signed with; -1 where there is no document.</summary>
    public int[] Numbers => numbers;

    /// <summary>Puts signed documents in order. Cost: that of sorting the ids.</summary>
    [MethodImpl(Compile.Fully)]
    public static DocumentOrder Of(SignedBlocks documents)
    {
        var signedAs = new int[documents.Blocks.Sum(static block => block.Count)];
        var at = 0;
        foreach (var block in documents.Blocks)
        {
            for (var i = 0; i < block.Count; i++)
                signedAs[at++] = (block.Number << SignedBlock.SizeBits) + i;
        }

        var sorted = IdOrder.Sort(signedAs, documents.IdOf);
        var others = new List<(int, int)>();
        var count = 0;
        for (var start = 0; start < sorted.Length;)
        {
            var end = start + 1;
            while (end < sorted.Length && documents.IdOf(sorted[end]).SequenceEqual(documents.IdOf(sorted[start])))
                end++;
            if (end - start > 1)
            {
                // The same one stays, whatever order they come in: it comes first here.
                var sameId = sorted.AsSpan(start, end - start);
                sameId.Sort((x, y) => CompareOfOneId(documents, x, y));
                foreach (var other in sameId[1..])
                    others.Add((sameId[0], other));
            }

            sorted[count++] = sorted[start];
            start = end;
        }

        Array.Resize(ref sorted, count);
        return new DocumentOrder(sorted, [.. others], documents.NumbersEnd);
    }

    /// <summary>Reads what <see cref="Save"/> wrote.</summary>
    public static DocumentOrder Load(PartReader part, SignedBlocks documents) =>
        new(part.Read<int>(OrderName, 0), part.Read<(int, int)>(RepeatsName, 0), documents.NumbersEnd);

    /// <summary>Writes the order.</summary>
    public void Save(PartWriter part)
    {
        part.Write<int>(OrderName, 0, order);
        part.Write<(int, int)>(RepeatsName, 0, repeats);
    }

    /// <summary>Notes those that do not stay as rejected.</summary>
    public void RejectRepeats(SignedBlocks documents)
    {
        foreach (var (first, other) in repeats)
        {
            documents.Notes.Rejected.Add(documents.OriginOf(other), RejectionReason.DuplicateId, () =>
            {
                var origin = documents.OriginOf(first);
                var id = Shortened.Of(Encoding.UTF8.GetString(documents.IdOf(other)), LongestId);
                return $"the id '{id}' is that of {origin.Source}:{origin.Line} as well";
            });
        }
    }

    private static int CompareOfOneId(SignedBlocks documents, int x, int y)
    {
        var byRun = documents.IsEarlier(y).CompareTo(documents.IsEarlier(x));
        if (byRun != 0)
            return byRun;
        ref readonly var ofX = ref documents[x];
        ref readonly var ofY = ref documents[y];
        var byContent = ofX.ContentHash.CompareTo(ofY.ContentHash);
        if (byContent != 0)
            return byContent;
        var byDate = ofX.DateTicks.CompareTo(ofY.DateTicks);
        if (byDate != 0)
            return byDate;
        // Not by the place in the input before all else is the same: the order of the input must not show.
        var byTitle = documents.TitleOf(x).SequenceCompareTo(documents.TitleOf(y));
        if (byTitle != 0)
            return byTitle;
        var byOutlet = string.CompareOrdinal(
            documents.Outlets[documents.OutletOf(x)], documents.Outlets[documents.OutletOf(y)]);
        if (byOutlet != 0)
            return byOutlet;
        var byText = ofX.RawHash.CompareTo(ofY.RawHash);
        if (byText != 0)
            return byText;
        if (documents.BlockOf(x).Part != documents.BlockOf(y).Part)
            return x.CompareTo(y); // parts are numbered in order
        var bySequence = ofX.Sequence.CompareTo(ofY.Sequence);
        return bySequence != 0 ? bySequence : x.CompareTo(y);
    }
}
