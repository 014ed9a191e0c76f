using System.Runtime.CompilerServices;
using System.Text;
using Dedupe.Kernels;
using Dedupe.Storage;

namespace Dedupe.Signing;

/// <summary>
/// The numbers of documents in ordinal (UTF-8) order of their ids, so that every later result is the same whatever
/// order they were signed in. Of documents with one id one stays, chosen by content and date, and of its source one
/// for each version. Immutable.
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

    private DocumentOrder(int[] order, (int First, int Other)[] repeats, int numbersEnd, ItemVersions versions)
    {
        (this.order, this.repeats, Versions) = (order, repeats, versions);
        numbers = new int[numbersEnd];
        Array.Fill(numbers, -1);
        for (var index = 0; index < order.Length; index++)
            numbers[order[index]] = index;
    }

    /// <summary>How many documents stay.</summary>
    public int Count => order.Length;

    /// <summary>The later versions of items, by final number.</summary>
    public ItemVersions Versions { get; private set; }

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
        var items = new List<int[]>();
        var count = 0;
        for (var start = 0; start < sorted.Length;)
        {
            var end = start + 1;
            while (end < sorted.Length && documents.IdOf(sorted[end]).SequenceEqual(documents.IdOf(sorted[start])))
                end++;
            var stay = end - start > 1 ? Choose(documents, sorted.AsSpan(start, end - start), others) : 1;
            if (stay > 1)
                items.Add(sorted[start..(start + stay)]);
            sorted.AsSpan(start, stay).CopyTo(sorted.AsSpan(count));
            count += stay;
            start = end;
        }

        Array.Resize(ref sorted, count);
        return items.Count == 0
            ? new DocumentOrder(sorted, [.. others], documents.NumbersEnd, ItemVersions.None)
            : WithVersions(documents, sorted, [.. others], items);
    }

    // Later versions have names of their own, which stand elsewhere among the others.
    private static DocumentOrder WithVersions(
        SignedBlocks documents, int[] sorted, (int, int)[] others, List<int[]> items)
    {
        var versions = ItemVersions.Of(documents, items, id => HasId(documents, sorted, id));
        var known = IdOrder.Sort(
            [.. sorted],
            document => versions.TryGetId(document, out var id) ? id : documents.IdOf(document));
        var result = new DocumentOrder(known, others, documents.NumbersEnd, ItemVersions.None);
        result.Versions = versions.Renumbered(result.numbers);
        return result;
    }

    private static bool HasId(SignedBlocks documents, int[] sorted, ReadOnlySpan<byte> id)
    {
        var (low, high) = (0, sorted.Length);
        while (low < high)
        {
            var middle = low + ((high - low) / 2);
            var compared = documents.IdOf(sorted[middle]).SequenceCompareTo(id);
            if (compared == 0)
                return true;
            (low, high) = compared < 0 ? (middle + 1, high) : (low, middle);
        }

        return false;
    }

    // Puts those that stay first, versions in order, and notes the others: which one stays is the same whatever order
    // they come in.
    private static int Choose(SignedBlocks documents, Span<int> sameId, List<(int, int)> others)
    {
        sameId.Sort((x, y) => CompareOfOneId(documents, x, y));
        var first = sameId[0];
        var outlet = documents.OutletOf(first);
        var stay = 1;
        Dictionary<string, int>? versions = null;
        for (var i = 1; i < sameId.Length; i++)
        {
            var other = sameId[i];
            if (documents.OutletOf(other) != outlet
                || documents.VersionOf(other).SequenceEqual(documents.VersionOf(first)))
            {
                others.Add((first, other));
                continue;
            }

            versions ??= new Dictionary<string, int>(StringComparer.Ordinal);
            if (versions.TryAdd(Encoding.UTF8.GetString(documents.VersionOf(other)), other))
                sameId[stay++] = other;
            else
                others.Add((versions[Encoding.UTF8.GetString(documents.VersionOf(other))], other));
        }

        sameId[..stay].Sort((x, y) => VersionOrder.Compare(documents.VersionOf(x), documents.VersionOf(y)));
        return stay;
    }

    /// <summary>Reads what <see cref="Save"/> wrote.</summary>
    public static DocumentOrder Load(PartReader part, SignedBlocks documents) =>
        new(part.Read<int>(OrderName, 0), part.Read<(int, int)>(RepeatsName, 0), documents.NumbersEnd,
            ItemVersions.Load(part));

    /// <summary>Writes the order.</summary>
    public void Save(PartWriter part)
    {
        part.Write<int>(OrderName, 0, order);
        part.Write<(int, int)>(RepeatsName, 0, repeats);
        Versions.Save(part);
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
                var version = documents.VersionOf(other);
                var item = version.IsEmpty
                    ? $"the id '{id}'"
                    : $"version {Shortened.Of(Encoding.UTF8.GetString(version), LongestId)} of the id '{id}'";
                return $"{item} is that of {origin.Source}:{origin.Line} as well";
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
        var byNotes = documents.FactsOf(x).SequenceCompareTo(documents.FactsOf(y));
        if (byNotes != 0)
            return byNotes;
        if (documents.BlockOf(x).Part != documents.BlockOf(y).Part)
            return x.CompareTo(y); // parts are numbered in order
        var bySequence = ofX.Sequence.CompareTo(ofY.Sequence);
        return bySequence != 0 ? bySequence : x.CompareTo(y);
    }
}
