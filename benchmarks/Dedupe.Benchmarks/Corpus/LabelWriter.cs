using System.Text;

namespace Dedupe.Benchmarks.Corpus;

/// <summary>Writes the labels file: one pair a line, a before b, with what is known about it.</summary>
internal sealed class LabelWriter : IDisposable
{
    private readonly StreamWriter output;

    /// <summary>Starts a file.</summary>
    public LabelWriter(string path) =>
        output = new StreamWriter(path, append: false, new UTF8Encoding(false), 1 << 16) { NewLine = "\n" };

    /// <summary>How many pairs of each relation were written.</summary>
    public SortedDictionary<Relation, int> Counts { get; } = [];

    /// <summary>The lowest similarity of any two texts of one group.</summary>
    public double LowestJaccard { get; private set; } = 1;

    /// <summary>The highest similarity of any two texts of one group.</summary>
    public double HighestJaccard { get; private set; }

    /// <summary>Writes all pairs of a group.</summary>
    /// <param name="ids">The members' ids.</param>
    /// <param name="texts">Their texts.</param>
    /// <param name="always">The relation of all pairs, where it is known without looking.</param>
    public void WriteGroup(string[] ids, TextUnits[] texts, Relation? always)
    {
        KnownText[] known = [.. texts.Select(text => new KnownText(text))];
        for (var b = 1; b < known.Length; b++)
        {
            for (var a = 0; a < b; a++)
            {
                var (relation, jaccard, share) = KnownText.Compare(known[a], known[b]);
                LowestJaccard = Math.Min(LowestJaccard, jaccard);
                HighestJaccard = Math.Max(HighestJaccard, jaccard);
                Write(
                    ids[a], ids[b], always ?? relation,
                    FormattableString.Invariant($",\"jaccard\":{jaccard:0.####},\"share\":{share:0.####}"));
            }
        }
    }

    /// <summary>Writes a pair.</summary>
    public void Write(string a, string b, Relation relation, string more = "")
    {
        if (string.CompareOrdinal(a, b) > 0)
            (a, b) = (b, a);
        output.WriteLine($"{{\"a\":\"{a}\",\"b\":\"{b}\",\"label\":\"{Names.Of(relation)}\"{more}}}");
        Counts[relation] = Counts.GetValueOrDefault(relation) + 1;
    }

    /// <summary>Ends the file.</summary>
    public void Dispose() => output.Dispose();
}
