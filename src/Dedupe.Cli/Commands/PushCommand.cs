using System.CommandLine;
using Dedupe.Cli.Views;
using Dedupe.Service.Pushing;
using Dedupe.Sources;

namespace Dedupe.Cli.Commands;

/// <summary><c>dedupe push</c>: sends articles to a server.</summary>
internal static class PushCommand
{
    private const int UsualBatch = 500;
    private const int MostBatch = 10_000;

    public static Command Create(Terminal terminal)
    {
        var inputs = new Argument<string[]>("INPUT")
        {
            Description = $"Files, folders, or - for standard input: {ReadableFormats.All.Endings}.",
            Arity = ArgumentArity.OneOrMore,
        };
        var server = new ServerAddress(required: true);
        var batch = OptionKinds.Count(
            "--batch", "N", "Articles sent at once; fewer where they are long.", UsualBatch, 1, MostBatch);
        var wait = ServerAddress.Wait();
        var json = new Option<bool>("--json") { Description = "One JSON object instead of sentences." };
        var all = new Option<bool>("--all") { Description = "Name all that was rejected, not the first ten." };
        var quiet = new Option<bool>("--quiet", "-q") { Description = "No progress on standard error." };
        var shared = new SharedOptions();
        var command = new DescribedCommand(
            "push",
            "Sends articles to a server of the live index, which stores them and tells what they are copies of. What "
            + "was sent before changes nothing: whoever was interrupted sends again.",
            "dedupe push articles.jsonl.gz --to http://127.0.0.1:8080     send them, 500 at a time");
        command.Arguments.Add(inputs);
        OptionKinds.RefuseOptions(inputs);
        server.AddTo(command);
        foreach (var option in (Option[])[batch, wait, json, all, quiet])
            command.Options.Add(option);
        shared.AddReading(command);
        command.Run(terminal, async (parse, cancellationToken) =>
        {
            var source = new FileSource(
                GivenFiles.RequireInputs(parse.GetValue(inputs) ?? []),
                shared.Read(parse).Source with { ReadsEmbargo = true });
            Action<string> tell = terminal.Error.WriteLine;
            var options = server.Read(
                parse, ServerAddress.Patience(parse, wait), why => tell(Printable.Of(why)))!;
            await using var target = new ServerTarget(options);
            var pusher = new ArticlePusher(target, parse.GetValue(batch));
            var view = new PushView(terminal, parse.GetValue(json), parse.GetValue(all));
            try
            {
                await ProgressView.RunAsync(terminal, parse.GetValue(quiet), async (progress, say) =>
                {
                    tell = say;
                    await Task.Run(() => pusher.RunAsync(source, progress, cancellationToken), CancellationToken.None);
                    return true;
                });
            }
            catch
            {
                view.WriteUnfinished(pusher.Totals);
                throw;
            }

            view.Write(pusher.Totals, source);
            return pusher.Totals.Rejected > 0 || source.Files.Count == 0 ? ExitCode.Rejected : ExitCode.Done;
        });
        return command;
    }
}
