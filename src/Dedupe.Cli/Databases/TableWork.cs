using System.Data.Common;
using System.Text;
using System.Text.Unicode;
using Dedupe.Cleaning;
using Polly;
using Polly.Retry;

namespace Dedupe.Cli.Databases;

/// <summary>
/// Moves the rows of a plan to the quarantine and back, in transactions of at most so many rows. The database itself is
/// the journal: a row is in one of the two tables at any time, and in the quarantine with the checksum of the plan.
/// </summary>
/// <param name="database">Where the table is.</param>
/// <param name="plan">The plan.</param>
/// <param name="progress">Told how far it is.</param>
/// <param name="cancellationToken">Ends it after a transaction.</param>
internal sealed class TableWork(
    Database database, TablePlan plan, IProgress<RunProgress>? progress, CancellationToken cancellationToken)
{
    private const int RowsOfTransaction = 500;

    private static readonly ResiliencePipeline Again = new ResiliencePipelineBuilder()
        .AddRetry(new RetryStrategyOptions
        {
            MaxRetryAttempts = 5,
            Delay = TimeSpan.FromMilliseconds(100),
            BackoffType = DelayBackoffType.Exponential,
            UseJitter = true,
            ShouldHandle = static arguments => ValueTask.FromResult(Database.Passes(arguments.Outcome.Exception)),
        })
        .Build();

    private readonly SortedDictionary<string, long> skipped = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string?> keepers = new(StringComparer.Ordinal);
    private readonly TableShape table = database.Require(plan.Table);
    private TableColumn key = null!;
    private TableColumn text = null!;
    private TableShape? quarantine;
    private long done;
    private long before;

    /// <summary>Whether triggers may fire.</summary>
    public bool WithTriggers { get; init; }

    /// <summary>Looks whether the plan holds. Nothing is touched.</summary>
    public TableResult Look()
    {
        Prepare();
        return Run(plan.Moves, LookAt);
    }

    /// <summary>Moves the rows away.</summary>
    /// <exception cref="CleaningRefusedException">The table, or the quarantine, is not one for this.</exception>
    public TableResult Apply()
    {
        Prepare();
        if (quarantine is null)
        {
            database.Begin();
            database.CreateQuarantine(table, plan.Quarantine, key);
            database.Commit();
            Prepare();
        }

        return Run(plan.Moves, MoveAway);
    }

    /// <summary>Deletes what was moved away: it cannot be put back any more.</summary>
    /// <returns>How many rows that were.</returns>
    public long Delete()
    {
        if (quarantine is null && (quarantine = database.Find(plan.Quarantine)) is null)
            return 0;
        database.Begin();
        try
        {
            var deleted = database.Execute(
                $"DELETE FROM {plan.Quarantine.Quoted} WHERE {Database.PlanColumn} = @plan", ("plan", plan.Hash));
            database.Commit();
            return deleted;
        }
        finally
        {
            database.End();
        }
    }

    /// <summary>Moves them back, the last one first.</summary>
    public TableResult Undo()
    {
        Prepare();
        return Run([.. plan.Moves.Reverse()], MoveBack);
    }

    private void Prepare()
    {
        TablePlanner.Check(table, plan.Key, WithTriggers);
        (key, text) = (table.Require(plan.Key), table.Require(plan.Text));
        quarantine = database.Find(plan.Quarantine);
        if (quarantine is not null && (quarantine.Find(Database.PlanColumn) is null
            || table.Columns.FirstOrDefault(column => quarantine.Find(column.Name) is null) is not null))
            throw new CleaningRefusedException(
                $"{plan.Quarantine} has not the columns of {plan.Table}: rename it, and a new one is made.");
    }

    private TableResult Run(IReadOnlyList<RowMove> moves, Func<RowMove, string?> work)
    {
        for (var start = 0; start < moves.Count; start += RowsOfTransaction)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var chunk = moves.Skip(start).Take(RowsOfTransaction).ToList();
            // A rule that is looked at only at the end costs the whole transaction: then each row has its own.
            if (!TryRun(chunk, work))
                chunk.ForEach(move => _ = TryRun([move], work) || Skip("in-use"));
            progress?.Report(new RunProgress("rows", start + chunk.Count, moves.Count, 0) { Unit = "rows" });
        }

        return new TableResult(done, before, skipped);
    }

    // What was done before it failed did not happen: all of it is done again.
    private bool TryRun(List<RowMove> moves, Func<RowMove, string?> work) =>
        Again.Execute(static (all, _) => all.This.TryOnce(all.Moves, all.Work), (This: this, Moves: moves, Work: work),
            cancellationToken);

    private bool TryOnce(List<RowMove> moves, Func<RowMove, string?> work)
    {
        var results = new List<string>();
        keepers.Clear();
        database.Begin();
        try
        {
            foreach (var move in moves)
                results.Add(Guarded(move, work) ?? "");
            database.Commit();
        }
        catch (DbException error) when (database.IsConstraint(error))
        {
            return false;
        }
        finally
        {
            database.End();
        }

        foreach (var result in results)
        {
            if (result.Length == 0)
                done++;
            else if (result == Done)
                before++;
            else
                Skip(result);
        }

        return true;
    }

    private const string Done = "done";

    private bool Skip(string reason)
    {
        skipped[reason] = skipped.GetValueOrDefault(reason) + 1;
        return true;
    }

    // What stands against one row undoes what was done to that row alone.
    private string? Guarded(RowMove move, Func<RowMove, string?> work)
    {
        database.Execute("SAVEPOINT dedupe_row");
        string? result;
        try
        {
            result = work(move);
        }
        catch (DbException error) when (database.IsConstraint(error))
        {
            result = work == MoveBack ? "in-the-way" : "in-use";
        }

        database.Execute(result is null ? "RELEASE SAVEPOINT dedupe_row" : "ROLLBACK TO SAVEPOINT dedupe_row");
        return result;
    }

    private string? LookAt(RowMove move) => Check(move, "", "");

    private string? MoveAway(RowMove move)
    {
        if (Check(move, database.ForUpdate, database.ForShare) is { } reason)
            return reason;
        var columns = string.Join(", ", table.Columns.Select(static column => column.Quoted));
        var moved = database.Execute(
            $"INSERT INTO {plan.Quarantine.Quoted} ({columns}, {Database.PlanColumn}) " +
            $"SELECT {columns}, @plan FROM {plan.Table.Quoted} WHERE {database.IsKey(key, "@key")}",
            ("plan", plan.Hash), ("key", move.Victim.Key));
        var gone = database.Execute(
            $"DELETE FROM {plan.Table.Quoted} WHERE {database.IsKey(key, "@key")}", ("key", move.Victim.Key));
        return (moved, gone) == (1, 1) ? null : "not-deleted";
    }

    private string? MoveBack(RowMove move)
    {
        if (quarantine is null || !IsInQuarantine(move))
            return TextOf(move.Victim.Key, "") is null ? "gone" : Done;
        var columns = string.Join(
            ", ", table.Columns.Where(static column => !column.IsComputed).Select(static column => column.Quoted));
        var moved = database.Execute(
            $"INSERT INTO {plan.Table.Quoted} ({columns}){database.WithGivenKeys} " +
            $"SELECT {columns} FROM {plan.Quarantine.Quoted} " +
            $"WHERE {Database.PlanColumn} = @plan AND {database.IsKey(key, "@key")}",
            ("plan", plan.Hash), ("key", move.Victim.Key));
        var gone = database.Execute(
            $"DELETE FROM {plan.Quarantine.Quoted} WHERE {Database.PlanColumn} = @plan " +
            $"AND {database.IsKey(key, "@key")}",
            ("plan", plan.Hash), ("key", move.Victim.Key));
        return (moved, gone) == (1, 1) && IsSame(move.Victim, TextOf(move.Victim.Key, "")) ? null : "not-put-back";
    }

    // The row that stays first: nothing goes for the sake of one that is not there.
    private string? Check(RowMove move, string forUpdate, string forShare)
    {
        if (!keepers.TryGetValue(move.Keeper.Key, out var kept))
            kept = keepers[move.Keeper.Key] = HashOrNull(TextOf(move.Keeper.Key, forShare));
        var victim = TextOf(move.Victim.Key, forUpdate);
        if (victim is null)
            return quarantine is not null && IsInQuarantine(move) ? Done : "gone";
        if (move.Keeper.Key == move.Victim.Key)
            return "same-row";
        if (kept is null)
            return "keeper-gone";
        if (kept != move.Keeper.Hash)
            return "keeper-changed";
        return IsSame(move.Victim, victim) ? null : "changed";
    }

    private bool IsInQuarantine(RowMove move) => database.Texts(
        $"SELECT 'here' FROM {plan.Quarantine.Quoted} WHERE {Database.PlanColumn} = @plan " +
        $"AND {database.IsKey(key, "@key")}",
        ("plan", plan.Hash), ("key", move.Victim.Key)).Count > 0;

    // Null where there is no row. What is no text, or no UTF-8, has the hash of none: a text is never equal to it.
    private string? TextOf(string value, string forWhat)
    {
        using var command = database.Command(
            $"SELECT {database.TextOf($"CAST({text.Quoted} AS text)")} FROM {plan.Table.Quoted} " +
            $"WHERE {database.IsKey(key, "@key")}{forWhat}",
            ("key", value));
        using var reader = command.ExecuteReader();
        if (!reader.Read())
            return null;
        return reader.GetValue(0) switch
        {
            string words => words,
            byte[] bytes when Utf8.IsValid(bytes) => Encoding.UTF8.GetString(bytes),
            _ => NoText,
        };
    }

    private const string NoText = "\0";

    private static string? HashOrNull(string? text) => text is null ? null : RowText.HashOf(text);

    private static bool IsSame(RowText planned, string? text) => text is not null and not NoText
        && planned.Hash == RowText.HashOf(text);
}
