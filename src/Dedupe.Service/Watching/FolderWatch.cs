using Dedupe.Service.Pushing;
using Dedupe.Sources;

namespace Dedupe.Service.Watching;

/// <summary>
/// Watches folders: a file that stopped growing is read and sent on, once. One that is written anew later is sent
/// again: what is the same in it changes nothing. Looking is by listing, which works on every file system; a long list
/// is looked at less often.
/// </summary>
/// <param name="folders">The folders.</param>
/// <param name="target">Where articles go.</param>
/// <param name="taken">What was sent before.</param>
/// <param name="options">How they are watched.</param>
/// <param name="tell">Told of what happens.</param>
/// <param name="time">The clock.</param>
internal sealed class FolderWatch(
    IReadOnlyList<string> folders, ILiveTarget target, TakenFiles taken, FolderOptions options,
    Action<WatchEvent> tell, TimeProvider time) : IWatched
{
    // So many are read and acknowledged as one.
    private const int MostFiles = 256;

    // Looking takes this share of the time at most.
    private const int LookShare = 5;

    // What is told of files as a whole is told once; so many are remembered.
    private const int MostTold = 10_000;

    private readonly string name = string.Join(", ", folders);
    private readonly SourceEnvironment environment = new();
    private readonly RetryPolicy retry = new(options.Source, time);
    private readonly SilenceAlarm alarm = new(string.Join(", ", folders), options.Silence, tell);
    private readonly HashSet<Rejection> told = [];
    private Dictionary<string, WaitingFile> waiting = new(StringComparer.Ordinal);
    private DateTimeOffset newAt = time.GetUtcNow();

    private readonly record struct WaitingFile(InputFile File, FileState State, DateTimeOffset Since, bool IsBroken);

    /// <inheritdoc/>
    public int LooksForAll => 2;

    /// <inheritdoc/>
    public async Task<DateTimeOffset> LookAsync(CancellationToken cancellationToken)
    {
        var began = time.GetUtcNow();
        Find(began);
        var pause = (time.GetUtcNow() - began) * (LookShare - 1);
        var ready = waiting.Values
            .Where(file => !file.IsBroken && began - file.Since >= options.Still)
            .OrderBy(static file => file.State.LastWrite)
            .ThenBy(static file => file.File.Shown, StringComparer.Ordinal);
        foreach (var files in ready.Chunk(MostFiles))
            await SendEachAsync(files, cancellationToken);
        var now = time.GetUtcNow();
        alarm.Check(newAt, now);
        var next = now + (pause > options.Every ? pause : options.Every);
        return alarm.DueAt(newAt) < next ? alarm.DueAt(newAt) : next;
    }

    private void Find(DateTimeOffset now)
    {
        var found = new Dictionary<string, WaitingFile>(StringComparer.Ordinal);
        var expander = new InputExpander(options.Source, environment, retry)
        {
            Skips = path => taken.Has(path, environment.Look(path)),
        };
        foreach (var file in expander.Expand(folders))
        {
            if (file.Problem is { } problem)
                Tell(problem, now);
            else if (environment.Look(file.FullPath) is { Kind: FileStateKind.File, Length: > 0 } state)
                found[file.FullPath] = waiting.TryGetValue(file.FullPath, out var before) && before.State == state
                    ? before
                    : new WaitingFile(file, state, now, IsBroken: false);
        }

        waiting = found;
    }

    // Whatever a reader throws costs its file alone: else it would be met again at each start.
    private async Task SendEachAsync(WaitingFile[] files, CancellationToken cancellationToken)
    {
        try
        {
            await SendAsync(files, cancellationToken);
        }
        catch (Exception fault) when (fault is not (OperationCanceledException or IOException or OutOfMemoryException))
        {
            if (files is [var file])
            {
                waiting[file.File.FullPath] = file with { IsBroken = true };
                tell(new WatchEvent(WatchEventKind.Failed, file.File.Shown, time.GetUtcNow())
                {
                    Detail = fault.Message,
                });
                return;
            }

            foreach (var one in files)
                await SendEachAsync([one], cancellationToken);
        }
    }

    private async Task SendAsync(WaitingFile[] files, CancellationToken cancellationToken)
    {
        var pusher = new ArticlePusher(target, options.MostItems);
        var source = new FileSource([.. files.Select(static file => file.File.Shown)], options.Source, environment);
        await pusher.RunAsync(source, progress: null, cancellationToken);
        var now = time.GetUtcNow();
        var rejections = pusher.Totals.Rejections;
        // What cannot be opened is tried again when anything about it changes.
        var broken = rejections.Where(static rejection => rejection.Origin.Line == 0
                && rejection.Reason is RejectionReason.Unreadable or RejectionReason.Missing)
            .Select(static rejection => rejection.Origin.Source).ToHashSet(StringComparer.Ordinal);
        foreach (var file in files)
        {
            if (broken.Contains(file.File.Shown))
                waiting[file.File.FullPath] = file with { IsBroken = true };
            else
                waiting.Remove(file.File.FullPath);
        }

        foreach (var rejection in rejections)
            Tell(rejection, now);
        if (pusher.Totals.Stored > 0)
            newAt = now;
        tell(new WatchEvent(WatchEventKind.Taken,
            files is [var one] ? one.File.Shown : $"{name} ({files.Length} files)", now)
        {
            Stored = pusher.Totals.Stored,
            Repeated = pusher.Totals.Repeated,
            Rejected = pusher.Totals.Rejected,
        });
        Keep([.. files.Where(file => !broken.Contains(file.File.Shown))], now);
    }

    // What is not kept is sent once more after a restart, which changes nothing.
    private void Keep(IReadOnlyList<WaitingFile> files, DateTimeOffset now)
    {
        try
        {
            taken.Add(files.Select(static file => (file.File.FullPath, file.State)), now);
        }
        catch (IOException error)
        {
            tell(new WatchEvent(WatchEventKind.Failed, name, now)
            {
                Detail = $"What was taken cannot be kept on disk: {error.Message}",
            });
        }
    }

    private void Tell(Rejection rejection, DateTimeOffset now)
    {
        if (told.Count == MostTold)
            told.Clear();
        if (rejection.Origin.Line > 0 || told.Add(rejection))
            tell(new WatchEvent(WatchEventKind.Rejected, rejection.Origin.Source, now) { Rejection = rejection });
    }
}
