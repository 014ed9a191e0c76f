using System.CommandLine;
using Dedupe.Cli.Views;
using Dedupe.Service.Feeds;
using Dedupe.Service.Watching;

namespace Dedupe.Cli.Commands;

/// <summary><c>dedupe watch</c>: sends on what comes in folders and feeds.</summary>
internal static class WatchCommand
{
    private const string UsualState = ".dedupe-watch";
    private const int MostItems = 500;

    private static readonly FolderOptions Defaults = new();

    public static Command Create(Terminal terminal)
    {
        var folders = new Argument<string[]>("FOLDER")
        {
            Description = $"Folders in which files appear: {ReadableFormats.All.Endings}.",
            Arity = ArgumentArity.ZeroOrMore,
        };
        var feeds = new FeedArguments();
        var target = new TargetOptions();
        var still = OptionKinds.Time(
            "--still", "How long a file must be as it is before it is read.", Defaults.Still, TimeSpan.Zero);
        var silence = OptionKinds.Time(
            "--silence", "Say so when nothing new came from a feed, or from the folders, for this long.", null,
            TimeSpan.FromSeconds(1));
        var state = OptionKinds.RefuseEmpty(new Option<string?>("--state")
        {
            HelpName = "DIR",
            Description = $"Folder for what is known of files and feeds. [default: {UsualState}]",
        });
        var once = new Option<bool>("--once")
        {
            Description = "Look at everything that is due and end: 3 when something failed, was rejected or is silent.",
        };
        var json = new Option<bool>("--json") { Description = "A JSON object a line for all that happens." };
        var shared = new SharedOptions(Dedupe.Live.LiveOptions.UsualMemory);
        var command = new DescribedCommand(
            "watch",
            "Watches folders and feeds, and sends what is new in them to a live index, until it is stopped.",
            "dedupe watch incoming/ --to http://127.0.0.1:8080\n"
            + "dedupe watch --feed https://example.org/rss --silence 6h --data dedupe.db");
        command.Arguments.Add(folders);
        OptionKinds.RefuseOptions(folders);
        feeds.AddTo(command);
        target.AddTo(command);
        foreach (var option in (Option[])[still, silence, state, once, json])
            command.Options.Add(option);
        shared.AddComparison(command);
        command.Run(terminal, async (parse, cancellationToken) =>
        {
            var (dedupe, source) = shared.Read(parse);
            var known = parse.GetValue(state) ?? UsualState;
            // What is known is no article, wherever its folder stands.
            source = source with { ReadsEmbargo = true, Output = known };
            var addresses = feeds.Addresses(parse);
            var watchedFolders = parse.GetValue(folders) ?? [];
            if (watchedFolders.Length == 0 && addresses.Count == 0)
                throw new UsageException("Name what is watched: folders, --feed URL or --feeds FILE.");
            if (Array.Find(watchedFolders, static path => !Directory.Exists(path)) is { } missing)
                throw new UsageException($"There is no folder '{missing}'.");
            var view = new WatchView(terminal, parse.GetValue(json));
            await using var sent = target.OpenForArticles(
                parse, dedupe, why => terminal.Error.WriteLine(Printable.Of(why)));
            using var folder = new StateFolder(known, sent.Name);
            var options = new FolderOptions
            {
                Source = source,
                Still = parse.GetValue(still) ?? Defaults.Still,
                Silence = parse.GetValue(silence),
                MostItems = MostItems,
            };
            using var fetcher = new FeedFetcher(feeds.Options(parse));
            using var taken = new TakenFiles(folder.TakenFiles, TimeProvider.System.GetUtcNow());
            var sender = new FeedSender(sent, source, MostItems);
            var schedule = new FeedSchedule(feeds.Options(parse), Random.Shared.NextDouble);
            List<IWatched> watched =
            [
                .. addresses.Select(address => new FeedWatch(
                    address, fetcher,
                    new FeedStateFile(folder.Feed(address.OriginalString), address.OriginalString, sent.Name),
                    schedule, sender, options.Silence, view.Write, TimeProvider.System)),
            ];
            if (watchedFolders.Length > 0)
                watched.Add(new FolderWatch(watchedFolders, sent, taken, options, view.Write, TimeProvider.System));
            var watcher = new Watcher(watched, TimeProvider.System);
            if (!parse.GetValue(once))
                await StoppedAsync(watcher.RunAsync(cancellationToken), cancellationToken);
            else
                await watcher.RunOnceAsync(cancellationToken);
            return parse.GetValue(once) && view.HasTrouble ? ExitCode.Rejected : ExitCode.Done;
        });
        return command;
    }

    // To be stopped is how watching ends.
    private static async Task StoppedAsync(Task watching, CancellationToken cancellationToken)
    {
        try
        {
            await watching;
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            // All that was acknowledged is kept.
        }
    }
}
