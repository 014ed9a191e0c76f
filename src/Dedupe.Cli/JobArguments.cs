using System.CommandLine;
using Dedupe.Batch;

namespace Dedupe.Cli;

/// <summary>
/// What commands that begin a run have in common: inputs, the run directory, how inputs are cut, and the options of the
/// run.
/// </summary>
internal sealed class JobArguments
{
    private readonly Argument<string[]> inputs = new("INPUT")
    {
        Description =
            $"Files, folders, or - for standard input: {ReadableFormats.All.Endings}. A run directory inside a " +
            $"folder is left " +
            $"out.",
        Arity = ArgumentArity.OneOrMore,
    };

    private readonly Option<string?> output;

    private readonly Option<long?> partSize = OptionKinds.Size(
        "--part-size",
        "Input in one part of a run with a directory; what is larger is done part by part and can be resumed. "
        + $"[default: {ByteSize.Format(JobOptions.UsualPart)}, and up to {ByteSize.Format(JobOptions.MostInMemory)} " +
            $"in one part]",
        null,
        long.MaxValue,
        least: 1000);

    private readonly Option<int> parts = OptionKinds.Count(
        "--parts", "N", "Parts instead of their size; fewer where inputs cannot be cut. 0 goes by the size.", 0, 0,
        1_000_000);

    private readonly Option<string?> against = OptionKinds.RefuseEmpty(new Option<string?>("--against")
    {
        HelpName = "DIR",
        Description =
            "Compare the inputs with the documents of an earlier run as well, and report what is new: clusters and " +
            "pairs with a document of the inputs in them.",
    });

    private readonly Option<bool> overwrite =
        new("--overwrite")
        {
            Description = "Replace the run that DIR holds. Files that are not a run's are never touched."
        };

    private readonly Option<bool> keepKeys =
        new("--keep-keys")
        {
            Description =
                "Keep the keys of the documents in DIR: a later run --against it need not read and sign them again."
        };

    /// <summary>Defines them.</summary>
    /// <param name="output">What the run directory is for.</param>
    /// <param name="required">Whether there must be one.</param>
    public JobArguments(string output, bool required)
    {
        this.output =
            new Option<string?>("--output", "-o") { HelpName = "DIR", Description = output, Required = required };
        OptionKinds.RefuseOptions(inputs);
        OptionKinds.RefuseEmpty(this.output);
    }

    /// <summary>The options of runs.</summary>
    public SharedOptions Shared { get; } = new();

    /// <summary>Adds them to a command.</summary>
    public void AddTo(Command command)
    {
        command.Arguments.Add(inputs);
        command.Options.Add(output);
        Shared.AddRun(command);
        command.Options.Add(partSize);
        command.Options.Add(parts);
        command.Options.Add(against);
        command.Options.Add(keepKeys);
        command.Options.Add(overwrite);
    }

    /// <summary>Requires that everything the job reads is there.</summary>
    /// <exception cref="UsageException">Something is not.</exception>
    public static void RequireFiles(JobOptions job)
    {
        GivenFiles.RequireInputs(job.Inputs);
        GivenFiles.RequireFolder("--against", job.Against);
        GivenFiles.RequireNoFile("--output", job.OutputDirectory);
    }

    /// <summary>The job that a command line asks for.</summary>
    /// <param name="parse">The command line.</param>
    /// <param name="adapt">Adds what only one command has.</param>
    /// <exception cref="UsageException">Options do not go together.</exception>
    public JobOptions Read(ParseResult parse, Func<JobOptions, JobOptions> adapt)
    {
        var (dedupe, source) = Shared.Read(parse);
        var job = new JobOptions
        {
            Inputs = parse.GetValue(inputs) ?? [],
            Dedupe = dedupe,
            Source = source,
            OutputDirectory = parse.GetValue(output),
            Parts = parse.GetValue(parts),
            Against = parse.GetValue(against),
            KeepKeys = parse.GetValue(keepKeys),
            Overwrite = parse.GetValue(overwrite),
            AlsoRead = Shared.FileOfOptions(parse) is { } options ? [options] : [],
        };
        job = adapt(job with { PartBytes = parse.GetValue(partSize) ?? job.PartBytes });
        try
        {
            job.Validate();
        }
        catch (ArgumentException error)
        {
            throw new UsageException(error.Message);
        }

        return job;
    }
}
