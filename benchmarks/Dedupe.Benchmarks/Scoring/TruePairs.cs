using Dedupe.Benchmarks.Corpus;
using Dedupe.Evaluation;

namespace Dedupe.Benchmarks.Scoring;

/// <summary>What is true about the pairs of a generated corpus: which are copies, and what some others are.</summary>
internal sealed class TruePairs
{
    private readonly Dictionary<string, int> numbers = new(StringComparer.Ordinal);
    private readonly Dictionary<ulong, string> labels = [];
    private readonly List<int> parents = [];
    private readonly bool closed;
    private readonly Dictionary<int, long> sizes = [];

    /// <summary>Reads a labels file.</summary>
    /// <param name="path">The file.</param>
    /// <param name="closed">Whether copies of copies are copies, although no line says so.</param>
    public TruePairs(string path, bool closed)
    {
        this.closed = closed;
        foreach (var label in LabelFile.Read(path))
        {
            var a = NumberOf(label.A);
            var b = NumberOf(label.B);
            labels[Key(a, b)] = label.Label;
            if (!IsPositive(label.Label))
                continue;
            Copies++;
            ByLabel[label.Label] = ByLabel.GetValueOrDefault(label.Label) + 1;
            parents[Root(a)] = Root(b);
        }

        if (!closed)
            return;
        for (var document = 0; document < parents.Count; document++)
            sizes[Root(document)] = sizes.GetValueOrDefault(Root(document)) + 1;
        Copies = sizes.Values.Sum(size => size * (size - 1) / 2);
        ByLabel.Clear();
    }

    /// <summary>How many pairs are copies.</summary>
    public long Copies { get; }

    /// <summary>How many copies there are of each label.</summary>
    public SortedDictionary<string, long> ByLabel { get; } = new(StringComparer.Ordinal);

    /// <summary>The number of a document; a new one for an id the labels do not know.</summary>
    public int NumberOf(string id)
    {
        if (!numbers.TryGetValue(id, out var number))
        {
            number = numbers[id] = parents.Count;
            parents.Add(number);
        }

        return number;
    }

    /// <summary>The label of a pair: its own, "copy" for one that follows from others, or "unrelated".</summary>
    public string LabelOf(int a, int b) =>
        labels.TryGetValue(Key(a, b), out var label) && (!closed || !IsPositive(label)) ? label
            : closed && Root(a) == Root(b) ? "copy"
            : "unrelated";

    /// <summary>Whether a label says that the pair are copies.</summary>
    public static bool IsPositive(string label) => label is "identical" or "near-duplicate" or "derived" or "copy";

    // Mixed, because the dictionary's hash of a number is the exclusive or of its halves: documents that follow each
    // other would collide.
    private static ulong Key(int a, int b) => Draw.Mix(((ulong)(uint)Math.Min(a, b) << 32) | (uint)Math.Max(a, b));

    private int Root(int document)
    {
        while (parents[document] != document)
            document = parents[document] = parents[parents[document]];
        return document;
    }
}
