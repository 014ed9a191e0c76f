using System.CommandLine;
using System.CommandLine.Invocation;

namespace Dedupe.Cli;

/// <summary>The usual help, and an example below it.</summary>
internal sealed class HelpWithExample(
    SynchronousCommandLineAction standard, Terminal terminal) : SynchronousCommandLineAction
{
    private const string RootExample =
        "dedupe cluster articles/     find the copies in a folder of .txt and .jsonl files";

    public override bool Terminating => true;

    public override bool ClearsParseErrors => true;

    public override int Invoke(ParseResult parseResult)
    {
        var code = standard.Invoke(parseResult);
        terminal.Out.WriteLine("Example:");
        foreach (var line in Example(parseResult.CommandResult.Command).Split('\n'))
            terminal.Out.WriteLine($"  {line}");
        return code;
    }

    private static string Example(Command command) =>
        command is DescribedCommand described ? described.Example : RootExample;
}
