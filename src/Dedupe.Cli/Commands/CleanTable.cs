using System.CommandLine;
using Dedupe.Batch;
using Dedupe.Batch.Removal;
using Dedupe.Cleaning;
using Dedupe.Cli.Databases;
using Dedupe.Cli.Views;
using Dedupe.Reporting;

namespace Dedupe.Cli.Commands;

/// <summary>What <c>dedupe clean</c> does where a table is cleaned up, and no files.</summary>
internal static class CleanTable
{
    /// <summary>Where the database is now.</summary>
    public static Option<string?> Database() => OptionKinds.RefuseEmpty(new Option<string?>("--database")
    {
        HelpName = "ADDRESS",
        Description =
            "Of a plan for a table: the database, if its address is not that of the plan or needs a password.",
    });

    /// <summary>Whether triggers may fire.</summary>
    public static Option<bool> WithTriggers() => new("--with-triggers")
    {
        Description = "Of a plan for a table: let its triggers fire. What they do is not undone.",
    };

    /// <summary>Makes a plan.</summary>
    public static async Task<int> PlanAsync(
        Terminal terminal, TableSource source, JobOptions job, CleanOptions options, bool overwrite,
        bool writesResults, bool isJson, bool quiet, CancellationToken cancellationToken)
    {
        using var taken = RunLock.Take(options.Plan, "planning", alone: true);
        CleanFolder.Check(options.Plan, overwrite);
        using var database = Databases.Database.Open(source.Address, writesResults);
        TablePlanner.Check(database.Require(source.Table), source.Options.IdField, withTriggers: true);
        var (plan, rows) = await ProgressView.RunAsync(terminal, quiet, async progress =>
        {
            job = await Task.Run(
                () => DatabaseOptions.Fetch(job, source, options.Plan, overwrite, progress, cancellationToken),
                CancellationToken.None);
            var run = new DedupeJob(job);
            if (run.CheckResume() != ResumeState.Complete)
                await run.RunAsync(progress, cancellationToken);
            var made = await new TablePlanner(source, options, job.Dedupe.ShingleSize).MakeAsync(
                database.Address, job.Inputs[0], options.Keep ?? KeepPolicy.Of(job.Dedupe.Clustering),
                cancellationToken);
            if (writesResults)
                ResultRows.Write(database, source.Table, made.Removal, cancellationToken);
            return (made.Plan.Write(options.Plan), made.Rows);
        });
        var rejected = new ResultFolder(options.Run).ReadOutcome().Rejected;
        new TableView(terminal.Out).Write(options.Plan, plan, rows, rejected, isJson);
        return rejected > 0 ? ExitCode.Rejected : ExitCode.Done;
    }

    /// <summary>Applies a plan, or looks whether it holds.</summary>
    public static Task<int> ApplyAsync(
        Terminal terminal, string folder, string? address, bool isDone, bool deletes, bool withTriggers, bool isJson,
        bool quiet, CancellationToken cancellationToken)
    {
        var (did, can) = deletes ? ("deleted", "can be deleted") : ("moved", "can be moved");
        var note = new DeletionNote(folder);
        return RunAsync(
            terminal, folder, address, isDone ? did : can, isDone, withTriggers, isJson, quiet,
            work => note.Apply(work, isDone, deletes), cancellationToken);
    }

    /// <summary>Undoes a plan.</summary>
    public static Task<int> UndoAsync(
        Terminal terminal, string folder, string? address, bool withTriggers, bool isJson, bool quiet,
        CancellationToken cancellationToken) => RunAsync(
            terminal, folder, address, "put back", true, withTriggers, isJson, quiet,
            work => new DeletionNote(folder).Undo(work), cancellationToken);

    private static async Task<int> RunAsync(
        Terminal terminal, string folder, string? address, string done, bool isWritten, bool withTriggers, bool isJson,
        bool quiet, Func<TableWork, TableResult> work, CancellationToken cancellationToken)
    {
        using var taken = isWritten ? RunLock.Take(folder, "cleaning", alone: true) : null;
        var plan = TablePlan.Read(folder);
        var result = await ProgressView.RunAsync(
            terminal, quiet, progress => Task.Run(
                () =>
                {
                    using var database = Databases.Database.Open(address ?? plan.Address, isWritten);
                    if (isWritten)
                        new DeletionNote(folder).Begin();
                    return work(
                        new TableWork(database, plan, progress, cancellationToken) { WithTriggers = withTriggers });
                },
                CancellationToken.None));
        new TableView(terminal.Out).Write(folder, plan, result, done, isJson);
        return result.Left > 0 ? ExitCode.Rejected : ExitCode.Done;
    }
}
