using System.CommandLine;
using System.Globalization;
using Dedupe.Live;
using Dedupe.Service.Http;
using Dedupe.Service.Notes;
using Dedupe.Service.Stores;

namespace Dedupe.Cli.Commands;

/// <summary><c>dedupe serve</c>: a live index over HTTP.</summary>
internal static class ServeCommand
{
    public static Command Create(Terminal terminal)
    {
        var data = LiveDataOptions.Data();
        var live = new LiveOptionsGiven();
        var listening = new ListenOptions();
        var shared = new SharedOptions(LiveOptions.UsualMemory);
        var command = new DescribedCommand(
            "serve",
            "Answers what an arriving article is a copy of, over HTTP, and keeps the answers right as more arrive.",
            "dedupe serve                                    in an empty folder: http://127.0.0.1:8077/\n"
            + "curl http://127.0.0.1:8077/v1/articles -H 'Content-Type: application/json' \\\n"
            + "  -d '{\"id\": \"1\", \"source\": \"Morning Post\", \"text\": \"The text of an article.\"}'");
        command.Options.Add(data);
        live.Add(command);
        listening.Add(command);
        shared.AddMachine(command);
        shared.AddComparison(command);
        command.Run(terminal, async (parse, cancellationToken) =>
        {
            var (dedupe, source) = shared.Read(parse);
            var options = listening.Read(parse) with
            {
                Dedupe = dedupe,
                Source = source,
                Report = fault => terminal.Fail(fault),
            };
            if (options.Fault is { } wrong)
                throw new UsageException(wrong);
            var where = parse.GetValue(data)!;
            var given = live.Read(parse, where, dedupe);
            using var store = LiveStores.Open(where);
            await using var index = LiveIndex.Open(store, given);
            foreach (var archive in live.Archives(parse))
                index.Attach(archive, source.Formats);
            await using var server = await LiveServer.StartAsync(index, store, NotesOf.Data(where), options);
            Tell(terminal, server, index, shared.Quiet(parse));
            await WaitAsync(cancellationToken);
            return ExitCode.Done;
        });
        return command;
    }

    private static void Tell(Terminal terminal, LiveServer server, LiveIndex index, bool isQuiet)
    {
        // Where the port was left open, this is how others learn of it.
        terminal.Out.WriteLine(server.Address);
        terminal.Out.Flush();
        if (isQuiet)
            return;
        var articles = index.Status.Counts.Articles.ToString("N0", CultureInfo.InvariantCulture);
        terminal.Error.WriteLine(
            $"Serving {articles} articles{(server.NeedsKey ? ", to those who have a key" : "")}. Ctrl-C ends it.");
    }

    // To be stopped is how a service ends well.
    private static async Task WaitAsync(CancellationToken cancellationToken)
    {
        try
        {
            await Task.Delay(Timeout.Infinite, cancellationToken);
        }
        catch (OperationCanceledException)
        {
            // What is under way is ended by whoever disposes it.
        }
    }
}
