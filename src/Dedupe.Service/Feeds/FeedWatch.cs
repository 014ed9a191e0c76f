using System.IO.Hashing;
using Dedupe.Service.Watching;

namespace Dedupe.Service.Feeds;

/// <summary>Watches a feed: fetches it when it is time, and sends its items on.</summary>
/// <param name="url">Its address.</param>
/// <param name="fetcher">Fetches it.</param>
/// <param name="file">Keeps its state.</param>
/// <param name="schedule">Tells when.</param>
/// <param name="sender">Sends items on.</param>
/// <param name="silence">How long nothing new may come; null: for ever.</param>
/// <param name="tell">Told of what happens.</param>
/// <param name="time">The clock.</param>
internal sealed class FeedWatch(
    Uri url, FeedFetcher fetcher, FeedStateFile file, FeedSchedule schedule, FeedSender sender, TimeSpan? silence,
    Action<WatchEvent> tell, TimeProvider time) : IWatched
{
    private readonly string name = url.OriginalString;
    private readonly SilenceAlarm alarm = new(url.OriginalString, silence, tell);
    private FeedState? state;

    /// <inheritdoc/>
    public int LooksForAll => 1;

    /// <inheritdoc/>
    public async Task<DateTimeOffset> LookAsync(CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        state ??= file.Load(now);
        // A clock that was set back must not silence a feed.
        if (now >= state.NextAt || state.NextAt - now > schedule.Longest)
        {
            state = await FetchAsync(state, cancellationToken);
            Keep(state);
        }

        now = time.GetUtcNow();
        alarm.Check(state.NewAt, now);
        var due = alarm.DueAt(state.NewAt);
        return due < state.NextAt ? due : state.NextAt;
    }

    private async Task<FeedState> FetchAsync(FeedState before, CancellationToken cancellationToken)
    {
        var reply = await fetcher.FetchAsync(url, before, cancellationToken);
        var now = time.GetUtcNow();
        if (reply.Problem is { } problem)
            return Failed(before, reply, problem, now);
        var body = XxHash3.HashToUInt64(reply.Body.Span);
        if (reply.Kind == FeedReplyKind.Unchanged || body == before.Body)
            return Went(before, reply, before.Wait, now);
        var wait = FeedTtl.Of(reply.Body);
        var totals = await sender.SendAsync(name, reply.Body, cancellationToken);
        now = time.GetUtcNow();
        foreach (var rejection in totals.Rejections)
            tell(new WatchEvent(WatchEventKind.Rejected, name, now) { Rejection = rejection });
        if (totals is { Stored: 0, Repeated: 0, Rejected: > 0 })
            return Failed(before, reply, "Nothing in it can be read.", now);
        if (totals.Stored > 0)
            tell(new WatchEvent(WatchEventKind.Taken, name, now)
            {
                Stored = totals.Stored,
                Repeated = totals.Repeated,
                Rejected = totals.Rejected,
            });
        return Went(
            before with
            {
                ETag = reply.ETag,
                LastModified = reply.LastModified,
                Body = body,
                NewAt = totals.Stored > 0 ? now : before.NewAt,
            },
            reply, wait, now);
    }

    private FeedState Went(FeedState before, FeedReply reply, TimeSpan? wait, DateTimeOffset now)
    {
        if (before.Failures > 0)
            tell(new WatchEvent(WatchEventKind.Recovered, name, now));
        return before with { Failures = 0, Wait = wait, NextAt = now + schedule.After(wait, reply.MaxAge) };
    }

    private FeedState Failed(FeedState before, FeedReply reply, string problem, DateTimeOffset now)
    {
        int failures = before.Failures + 1;
        var wait = reply.Kind == FeedReplyKind.Gone
            ? schedule.AfterGone()
            : schedule.AfterFailure(failures, reply.RetryAfter);
        tell(new WatchEvent(WatchEventKind.Failed, name, now)
        {
            Detail = $"{problem} Looked at again in {Math.Ceiling(wait.TotalMinutes)} min.",
        });
        return before with { Failures = failures, NextAt = now + wait };
    }

    // What is not kept is sent once more after a restart, which changes nothing.
    private void Keep(FeedState kept)
    {
        try
        {
            file.Save(kept);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            tell(new WatchEvent(WatchEventKind.Failed, name, time.GetUtcNow())
            {
                Detail = $"What is known of it cannot be kept on disk: {error.Message}",
            });
        }
    }
}
