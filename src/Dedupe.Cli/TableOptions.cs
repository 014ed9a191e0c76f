using System.CommandLine;
using Dedupe.Formats.Shared.Results;

namespace Dedupe.Cli;

/// <summary>The options for results as tables, beside the lines that all commands read.</summary>
internal sealed class TableOptions
{
    private const string Table = "parquet";

    private readonly Option<string> pairs = OptionKinds.Word(
        "--pairs-format", "With parquet, DIR gets pairs.parquet as well, a pair a row.", "jsonl", Table);

    private readonly Option<string> clusters = OptionKinds.Word(
        "--clusters-format", "With parquet, DIR gets clusters.parquet as well, a member of a cluster a row.", "jsonl",
        Table);

    /// <summary>Adds them to a command.</summary>
    public void AddTo(Command command)
    {
        command.Options.Add(pairs);
        command.Options.Add(clusters);
    }

    /// <summary>Refuses them where nothing would be written.</summary>
    /// <exception cref="UsageException">There is no run directory, or others write the results.</exception>
    public void Check(ParseResult parse, string? directory, bool isSubmitted)
    {
        foreach (var option in (Option<string>[])[pairs, clusters])
        {
            if (parse.GetValue(option) != Table)
                continue;
            if (directory is null)
                throw new UsageException($"{option.Name} needs a run directory: -o DIR.");
            if (isSubmitted)
                throw new UsageException(
                    $"{option.Name} does not go together with --slurm: when the jobs are done, give it with --resume " +
                    "and without --slurm, which writes the table and nothing else.");
        }
    }

    /// <summary>Writes the tables that are asked for.</summary>
    public void Write(ParseResult parse, string? directory, CancellationToken cancellationToken)
    {
        if (directory is not null && parse.GetValue(clusters) == Table)
            ResultTables.WriteClusters(directory, cancellationToken);
        if (directory is not null && parse.GetValue(pairs) == Table)
            ResultTables.WritePairs(directory, cancellationToken);
    }
}
