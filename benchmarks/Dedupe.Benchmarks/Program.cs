using Dedupe.Benchmarks;
using Dedupe.Benchmarks.Corpus;

try
{
    return args switch
    {
        ["generate", .. var rest] => GenerateCommand.Run(new Arguments(rest)),
        _ => throw new UsageException("What to do? generate, noise, check, score, measure, report or bench; see benchmarks/README.md."),
    };
}
catch (UsageException error)
{
    Console.Error.WriteLine(error.Message);
    return 2;
}
catch (IOException error)
{
    Console.Error.WriteLine(error.Message);
    return 4;
}
