using System.Text;
using Dedupe.Batch;
using Dedupe.Reporting;

namespace Dedupe.Cli.Report;

/// <summary>
/// What another run over the same input finds otherwise: pairs by relation, and who is together with whom.
/// </summary>
internal sealed class RunComparison
{
    /// <summary>Examples that are kept of each kind of change.</summary>
    public const int MostExamples = 5;

    private RunComparison()
    {
    }

    /// <summary>Pairs by their relation in the first and in the second run; "-" where a run has no such pair.</summary>
    public SortedDictionary<(string Before, string After), (long Count, List<(string A, string B)> Examples)> Pairs
    { get; } = [];

    /// <summary>Clusters of the first run, and of the second.</summary>
    public (int Before, int After) Clusters { get; private set; }

    /// <summary>Clusters with the very same members in both.</summary>
    public int Same { get; private set; }

    /// <summary>Documents that were in no cluster and are in one.</summary>
    public (int Count, List<string> Examples) Joined { get; private set; } = (0, []);

    /// <summary>Documents that were in a cluster and are in none.</summary>
    public (int Count, List<string> Examples) Left { get; private set; } = (0, []);

    /// <summary>Clusters of the first run whose members are in several clusters of the second.</summary>
    public (int Count, List<string> Examples) Split { get; private set; } = (0, []);

    /// <summary>Clusters of the second run whose members were in several clusters of the first.</summary>
    public (int Count, List<string> Examples) Merged { get; private set; } = (0, []);

    /// <summary>Inputs and options that are others, one sentence each.</summary>
    public IReadOnlyList<string> Changes { get; private init; } = [];

    /// <summary>Compares. Memory: the ids of all documents in clusters; pairs are read side by side.</summary>
    /// <param name="before">The first run directory.</param>
    /// <param name="after">The second run directory.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <exception cref="InvalidDataException">One is no finished run.</exception>
    /// <exception cref="IOException">A file cannot be read.</exception>
    public static RunComparison Of(string before, string after, CancellationToken cancellationToken)
    {
        var (first, second) = (Finished(before), Finished(after));
        var comparison = new RunComparison
        {
            Changes = first.ChangesTo(second),
        };
        comparison.ComparePairs(
            Path.Combine(before, ResultFolder.PairsName), Path.Combine(after, ResultFolder.PairsName),
            cancellationToken);
        comparison.CompareClusters(Groups(before, cancellationToken), Groups(after, cancellationToken));
        return comparison;
    }

    private static RunManifest Finished(string directory) =>
        FinishedRun.Problem(directory, out var manifest) is { } problem
            ? throw new InvalidDataException(problem)
            : manifest!;

    private void ComparePairs(string before, string after, CancellationToken cancellationToken)
    {
        using var first = new PairStream(before);
        using var second = new PairStream(after);
        var (inFirst, inSecond) = (first.Next(), second.Next());
        while (inFirst || inSecond)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var order = !inFirst ? 1 : !inSecond ? -1 : PairStream.Compare(first.Current, second.Current);
            var pair = order <= 0 ? first.Current : second.Current;
            Add(
                order <= 0 ? first.Current.Relation : "-", order >= 0 ? second.Current.Relation : "-", pair.A, pair.B);
            if (order <= 0)
                inFirst = first.Next();
            if (order >= 0)
                inSecond = second.Next();
        }
    }

    private void Add(string before, string after, byte[] a, byte[] b)
    {
        var (count, examples) = Pairs.GetValueOrDefault((before, after), (0, []));
        if (before != after && examples.Count < MostExamples)
            examples.Add((Encoding.UTF8.GetString(a), Encoding.UTF8.GetString(b)));
        Pairs[(before, after)] = (count + 1, examples);
    }

    private static Dictionary<string, string> Groups(string directory, CancellationToken cancellationToken)
    {
        var groups = new Dictionary<string, string>(StringComparer.Ordinal);
        ByteLines.Read(Path.Combine(directory, ResultFolder.ClustersName), (line, _) =>
        {
            var cluster = ResultJson.Cluster(line);
            // With --singletons a cluster may be one document, which is together with nobody.
            if (cluster.Members.Count == 1)
                return;
            foreach (var member in cluster.Members)
                groups[member.Id] = cluster.Id;
        }, cancellationToken);
        return groups;
    }

    private void CompareClusters(Dictionary<string, string> before, Dictionary<string, string> after)
    {
        var members = before.Keys.Union(after.Keys, StringComparer.Ordinal).Order(StringComparer.Ordinal).ToList();
        Joined = Some(members.Where(id => !before.ContainsKey(id)));
        Left = Some(members.Where(id => !after.ContainsKey(id)));
        var fromBefore = Parts(before, after);
        var fromAfter = Parts(after, before);
        Clusters = (fromBefore.Count, fromAfter.Count);
        // A member that is in no cluster of the other run is no part of it.
        Split = Some(Several(fromBefore));
        Merged = Some(Several(fromAfter));
        Same = fromBefore.Values.Count(
            parts => parts.Count == 1 && parts.First() is { Length: > 0 } other && fromAfter[other].Count == 1
                && !fromAfter[other].Contains(""));

        static IEnumerable<string> Several(Dictionary<string, HashSet<string>> parts) => parts
            .Where(static one => one.Value.Count(static part => part.Length > 0) > 1)
            .Select(static one => one.Key).Order(StringComparer.Ordinal);
    }

    // For each cluster the clusters of the other run that its members are in; "" for those in none.
    private static Dictionary<string, HashSet<string>> Parts(
        Dictionary<string, string> of, Dictionary<string, string> among)
    {
        var parts = new Dictionary<string, HashSet<string>>(StringComparer.Ordinal);
        foreach (var (id, cluster) in of)
        {
            if (!parts.TryGetValue(cluster, out var found))
                parts[cluster] = found = new HashSet<string>(StringComparer.Ordinal);
            found.Add(among.GetValueOrDefault(id, ""));
        }

        return parts;
    }

    private static (int Count, List<string> Examples) Some(IEnumerable<string> names)
    {
        var all = names.ToList();
        return (all.Count, all[..Math.Min(MostExamples, all.Count)]);
    }
}
