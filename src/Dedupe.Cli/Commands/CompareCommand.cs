using System.CommandLine;
using System.Text;
using Dedupe.Batch;
using Dedupe.Cli.Views;
using Dedupe.Reporting;
using Dedupe.Verification;

namespace Dedupe.Cli.Commands;

/// <summary><c>dedupe compare</c>: two documents side by side.</summary>
internal static class CompareCommand
{
    public static Command Create(Terminal terminal)
    {
        var first =
            new Argument<string>("FILE_A")
            {
                Description = $"A file with one document: {ReadableFormats.All.Endings}."
            };
        var second = new Argument<string>("FILE_B") { Description = "The other one." };
        var full = new Option<bool>("--full") { Description = "Show long stretches that are not shared in full." };
        var json = new Option<bool>("--json") { Description = "Print the pair as a line of pairs.jsonl instead." };
        var shared = new SharedOptions();

        var command = new DescribedCommand(
            "compare",
            "Compares two documents: relation, numbers, and both texts side by side with the shared passages marked.",
            "dedupe compare ours.txt theirs.txt     show what they share, and how they relate");
        command.Arguments.Add(first);
        command.Arguments.Add(second);
        command.Options.Add(full);
        command.Options.Add(json);
        shared.AddComparison(command);
        OptionKinds.RefuseOptions(first);
        OptionKinds.RefuseOptions(second);
        command.Run(terminal, async (parse, cancellationToken) =>
        {
            var (dedupe, source) = shared.Read(parse);
            GivenFiles.RequireInputs([parse.GetValue(first) ?? "", parse.GetValue(second) ?? ""]);
            var a = await SingleDocument.ReadAsync(parse.GetValue(first) ?? "", source, cancellationToken);
            var b = await SingleDocument.ReadAsync(parse.GetValue(second) ?? "", source, cancellationToken);
            var pair = await CompareAsync(dedupe, a, b, cancellationToken);
            if (parse.GetValue(json))
                terminal.Out.WriteLine(Printable.Json(PairLine.Format(pair, Text(a.Id), Text(b.Id))));
            else
                await ShowAsync(
                    terminal, output => new CompareView(terminal, output, parse.GetValue(full)).Write(pair, a, b),
                    cancellationToken);
            return ExitCode.Done;
        });
        return command;
    }

    // Laying out long texts takes a while, and what does it cannot be stopped: it is left to itself then, with
    // nothing written yet.
    private static async Task ShowAsync(Terminal terminal, Action<TextWriter> show, CancellationToken cancellationToken)
    {
        var shown = new StringWriter { NewLine = terminal.Out.NewLine };
        await Task.Run(() => show(shown), CancellationToken.None).WaitAsync(cancellationToken);
        foreach (var piece in shown.GetStringBuilder().GetChunks())
            await terminal.Out.WriteAsync(piece, cancellationToken);
    }

    // A document without words is the person's, not a fault of the program.
    private static async Task<VerifiedPair> CompareAsync(
        DedupeOptions options, Document a, Document b, CancellationToken cancellationToken)
    {
        try
        {
            return await Task.Run(
                () => new PairComparer(options).Compare(a, b, cancellationToken), cancellationToken);
        }
        catch (ArgumentException error) when (error.ParamName is nameof(a) or nameof(b))
        {
            throw new InvalidDataException(error.Message, error);
        }
    }

    private static string Text(ReadOnlyMemory<byte> utf8) => Encoding.UTF8.GetString(utf8.Span);
}
