using System.Globalization;
using System.Text.Json;
using Dedupe.Batch.Removal;
using Dedupe.Cleaning;
using Dedupe.Sources;

namespace Dedupe.Cli.Databases;

/// <summary>
/// Makes the plan for a table of a finished run over its rows. Memory is that of the rows in clusters.
/// </summary>
/// <param name="source">The table.</param>
/// <param name="options">What is planned; its input is the file of the rows.</param>
/// <param name="fewestWords">A text of fewer words is never equal to anything.</param>
internal sealed class TablePlanner(TableSource source, CleanOptions options, int fewestWords)
{
    /// <summary>Refuses tables of which rows cannot be told apart, or whose rows take others with them.</summary>
    /// <exception cref="CleaningRefusedException">It is one.</exception>
    public static void Check(TableShape table, string key, bool withTriggers)
    {
        if (!table.HoldsRows)
            throw new CleaningRefusedException($"{table.Name} holds no rows of its own: only tables are cleaned up.");
        if (!table.Keys.Contains(key, StringComparer.Ordinal))
            throw new CleaningRefusedException(
                $"The column '{key}' of {table.Name} does not tell each row from all others: it takes a primary key " +
                "or a unique index of this column alone. A key of several columns will not do.");
        if (table.Followers.Count > 0)
            throw new CleaningRefusedException(
                $"When a row of {table.Name} goes, rows of {string.Join(", ", table.Followers)} go or change with it " +
                "(ON DELETE CASCADE or SET), which could not be undone. Make the foreign key RESTRICT for the while.");
        if (table.Triggers.Count > 0 && !withTriggers)
            throw new CleaningRefusedException(
                $"{table.Name} has triggers or rules ({string.Join(", ", table.Triggers)}), and what they do is not " +
                $"undone. " +
                "--with-triggers lets them fire, which is right for those of an index of words.");
    }

    /// <summary>Makes it; nothing is written.</summary>
    /// <param name="address">The database, without a password.</param>
    /// <param name="rows">The file of the rows.</param>
    /// <param name="policy">Which of equals stays.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <returns>The plan, all rows of clusters, and how many rows there are.</returns>
    /// <exception cref="CleaningRefusedException">It is too good to be true.</exception>
    public async Task<(TablePlan Plan, RemovalPlan Removal, long Rows)> MakeAsync(
        string address, string rows, KeepPolicy policy, CancellationToken cancellationToken)
    {
        var removal = await new RemovalReader(options.Run, options.Rule, policy, static (_, _) => false)
            .ReadAsync(cancellationToken);
        var going = removal.Members.Where(member => member is { Fate: RemovalFate.Removed, Beside: not null }
            && member.Words >= fewestWords && options.Relations.Contains(member.Relation)).ToList();
        var (hashes, count) = Hashes(
            rows, going.SelectMany(static member => (string[])[member.Name, member.Beside!.Name])
                .ToHashSet(StringComparer.Ordinal), cancellationToken);
        CheckSize(going, removal, count);
        var moves = new List<RowMove>();
        foreach (var member in going)
        {
            // What has no hash is equal to nothing.
            if (hashes.TryGetValue(member.Name, out var victim)
                && hashes.TryGetValue(member.Beside!.Name, out var keeper))
                moves.Add(new RowMove(
                    moves.Count + 1, member.Cluster, member.Relation, member.Words, member.OwnShare, member.LostWords,
                    new RowText(member.Name, victim), new RowText(member.Beside.Name, keeper)));
        }

        return (new TablePlan(address, source.Table, source.Options.IdField, source.Options.TextField, moves, ""),
            removal, count);
    }

    private static (Dictionary<string, string> Hashes, long Rows) Hashes(
        string path, HashSet<string> wanted, CancellationToken cancellationToken)
    {
        var hashes = new Dictionary<string, string>(StringComparer.Ordinal);
        long rows = 0;
        foreach (var line in File.ReadLines(path))
        {
            cancellationToken.ThrowIfCancellationRequested();
            rows++;
            using var json = JsonDocument.Parse(line);
            if (json.RootElement.Required("id").GetString() is { } id && wanted.Contains(id)
                && json.RootElement.Required("text").GetString() is { } text)
                hashes[id] = RowText.HashOf(text);
        }

        return (hashes, rows);
    }

    private void CheckSize(List<RemovalMember> going, RemovalPlan plan, long rows)
    {
        if (going.Count * 100L > options.MaxRemovePercent * rows)
            throw new CleaningRefusedException(string.Create(
                CultureInfo.InvariantCulture,
                $"{going.Count} of {rows} rows would go, more than {options.MaxRemovePercent} %: that is too good to " +
                $"be true, so no plan was made. Look at the run first; a higher --max-remove-percent lets it pass."));
        var losing = going.Select(static member => member.Cluster).ToHashSet(StringComparer.Ordinal);
        var largest = plan.Members.Where(member => losing.Contains(member.Cluster))
            .CountBy(static member => member.Cluster).MaxBy(static cluster => cluster.Value);
        if (largest.Value > options.MaxCluster)
            throw new CleaningRefusedException(
                $"The cluster {largest.Key} has {largest.Value} rows, more than {options.MaxCluster}: look at it " +
                "first; a higher --max-cluster lets it pass.");
    }
}
