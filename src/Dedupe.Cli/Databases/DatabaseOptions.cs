using System.CommandLine;
using Dedupe.Batch;
using Dedupe.Service.Stores;

namespace Dedupe.Cli.Databases;

/// <summary>The option with which a command reads a table instead of files.</summary>
internal sealed class DatabaseOptions
{
    private readonly Option<string?> table = OptionKinds.RefuseEmpty(new Option<string?>("--table")
    {
        HelpName = "NAME",
        Description =
            "Read this table of the database that INPUT names: postgresql://..., \"Host=...;Database=...\", or " +
            "a file " +
            "of SQLite. --id, --text, --title-field, --source-field and --date-field name its columns.",
    });

    /// <summary>Adds it to a command.</summary>
    public void AddTo(Command command) => command.Options.Add(table);

    /// <summary>The table that a job is to read; null where it reads files.</summary>
    /// <exception cref="UsageException">There is not one database, or nowhere to keep the rows.</exception>
    public TableSource? Read(ParseResult parse, JobOptions job)
    {
        if (parse.GetValue(table) is not { } name)
        {
            return job.Inputs.FirstOrDefault(PostgresAddress.Is) is null
                ? null
                : throw new UsageException("A database is read table by table: name one with --table.");
        }

        if (job.Inputs is not [var address])
            throw new UsageException("--table takes one database as INPUT.");
        if (job.OutputDirectory is null)
            throw new UsageException("--table needs a run directory: -o DIR. The rows that are read are kept there.");
        return new TableSource(address, TableName.Parse(name), job.Source);
    }

    /// <summary>Reads the rows to a file of the run directory, and makes the job one over that file.</summary>
    public static JobOptions Fetch(
        JobOptions job, TableSource source, string folder, bool isAnew, IProgress<RunProgress>? progress,
        CancellationToken cancellationToken) => job with
        {
            Inputs = [TableRows.Write(source, folder, isAnew, progress, cancellationToken)],
            Source = source.RowOptions,
        };
}
