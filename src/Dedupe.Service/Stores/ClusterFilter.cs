using System.Data.Common;
using System.Text;
using Dedupe.Live;

namespace Dedupe.Service.Stores;

/// <summary>
/// Finds the clusters that have a source, and words in a title of a member. Names are compared here and not by the
/// database: databases differ in what they hold for the same letter.
/// </summary>
internal sealed class ClusterFilter(ClusterQuery query)
{
    private readonly string[] words =
        query.Text?.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries) ?? [];

    private readonly List<LiveCluster> matches = [];
    private LiveCluster? current;
    private bool hasSource;
    private bool hasWords;

    /// <summary>The clusters that match, in the order they came in.</summary>
    public IReadOnlyList<LiveCluster> Matches => matches;

    /// <summary>How many clusters were looked at.</summary>
    public int Seen { get; private set; }

    /// <summary>The number of the last one.</summary>
    public long Last => current?.Number ?? 0;

    /// <summary>Begins anew.</summary>
    public void Clear()
    {
        matches.Clear();
        (current, Seen) = (null, 0);
    }

    /// <summary>Adds a row: a cluster, and source and title of one of its members.</summary>
    public void Add(DbDataReader row)
    {
        if (current?.Number != row.GetInt64(0))
        {
            current = StoreRows.ReadCluster(row);
            Seen++;
            (hasSource, hasWords) = (query.Source is null, words.Length == 0);
        }
        else if (hasSource && hasWords)
        {
            return;
        }

        hasSource = hasSource || query.Source!.Equals(Text(row, 6), StringComparison.OrdinalIgnoreCase);
        if (!hasWords)
        {
            var title = Text(row, 7);
            hasWords = Array.TrueForAll(words, word => title.Contains(word, StringComparison.OrdinalIgnoreCase));
        }

        if (hasSource && hasWords)
            matches.Add(current);
    }

    private static string Text(DbDataReader row, int column) => Encoding.UTF8.GetString(ArticleRow.Bytes(row, column));
}
