using Dedupe.Live;
using Dedupe.Service.Http;

namespace Dedupe.Service.Hooks;

/// <summary>
/// Sends events to webhooks: to each in order, to all at once. What one does not take is tried for a while, then it is
/// a dead letter and the next one goes. Where it is stopped meanwhile, the last few are sent again: at least once.
/// </summary>
internal sealed class WebhookRunner : IAsyncDisposable
{
    private const int AtOnce = 100;
    private static readonly TimeSpan Look = TimeSpan.FromSeconds(1);

    private readonly ServiceParts parts;
    private readonly WebhookBook book;
    private readonly WebhookSender sender;
    private readonly CancellationTokenSource stopping = new();
    private readonly Dictionary<string, (Task Task, CancellationTokenSource Ends)> running = [];
    private readonly Task looking;

    /// <summary>Begins to send.</summary>
    public WebhookRunner(ServiceParts parts, WebhookBook book, WebhookSender sender)
    {
        (this.parts, this.book, this.sender) = (parts, book, sender);
        looking = Task.Run(LookAsync);
    }

    /// <summary>Sends the dead letters of a webhook again, once each; those it takes are dead no more.</summary>
    /// <returns>How many it took, and how many it did not; null when there is no such webhook.</returns>
    public async Task<(int Sent, int Dead)?> ResendAsync(string id, CancellationToken cancellationToken)
    {
        if (book.Read().FirstOrDefault(hook => hook.Id == id) is not { } hook)
            return null;
        var sent = 0;
        foreach (var letter in hook.Dead)
        {
            if (parts.Store.ReadEvents(letter.Event - 1, 1) is not [var happened] || happened.Number != letter.Event)
                continue;
            if (await sender.SendOnceAsync(hook, happened.Number, BodyOf(happened), cancellationToken) is not null)
                continue;
            sent++;
            book.Change(id, now => now with { Dead = [.. now.Dead.Where(one => one.Event != letter.Event)] });
        }

        return (sent, hook.Dead.Count - sent);
    }

    // Webhooks come and go, also by other servers.
    private async Task LookAsync()
    {
        using var timer = new PeriodicTimer(Look);
        try
        {
            do
            {
                try
                {
                    await MatchAsync(book.Read());
                }
                catch (Exception fault) when (fault is IOException or InvalidDataException
                    or UnauthorizedAccessException or System.Data.Common.DbException)
                {
                    // Those known before go on.
                }
            }
            while (await timer.WaitForNextTickAsync(stopping.Token));
        }
        catch (OperationCanceledException)
        {
            // It stops.
        }

        await MatchAsync([]);
    }

    private async Task MatchAsync(IReadOnlyList<Webhook> hooks)
    {
        foreach (var hook in hooks)
        {
            if (running.ContainsKey(hook.Id))
                continue;
            var ends = new CancellationTokenSource();
            running[hook.Id] = (Task.Run(() => RunAsync(hook, ends.Token)), ends);
        }

        foreach (var (id, (task, ends)) in running.ToArray())
        {
            if (hooks.Any(hook => hook.Id == id) && !task.IsCompleted)
                continue;
            await ends.CancelAsync();
            await task;
            ends.Dispose();
            running.Remove(id);
        }
    }

    private async Task RunAsync(Webhook hook, CancellationToken cancellationToken)
    {
        var after = hook.After;
        try
        {
            try
            {
                while (true)
                {
                    var events = parts.Store.ReadEvents(after, AtOnce);
                    if (events.Count == 0)
                    {
                        await parts.Index.WaitForEventsAsync(after, cancellationToken);
                        continue;
                    }

                    foreach (var happened in events)
                    {
                        if (hook.Kinds.Count == 0 || hook.Kinds.Contains(ArticleJson.WordOf(happened.Kind)))
                            await SendAsync(hook, happened, cancellationToken);
                        after = happened.Number;
                    }

                    book.Change(hook.Id, now => now with { After = after });
                }
            }
            catch (OperationCanceledException)
            {
                // It may fail like the others: whoever waits for this task must not.
                book.Change(hook.Id, now => now with { After = Math.Max(now.After, after) });
            }
        }
        catch (LiveStoreException)
        {
            // It is begun anew at the next look, where it was; the store is told of by whoever asks it for something.
        }
        catch (Exception fault)
        {
            parts.Options.Report(fault);
        }
    }

    private async Task SendAsync(Webhook hook, LiveEvent happened, CancellationToken cancellationToken)
    {
        var why = await sender.SendAsync(hook, happened.Number, BodyOf(happened), cancellationToken);
        parts.Meters.Delivery(why is null);
        if (why is not null)
            book.Change(hook.Id, now => now.With(new DeadLetter(happened.Number, parts.Now, why)));
    }

    private ReadOnlyMemory<byte> BodyOf(LiveEvent happened)
    {
        var (_, article) = ArticleJson.WithArticles(parts.Store, [happened]).Single();
        return JsonAnswer.Bytes(json =>
        {
            json.WriteStartObject();
            json.WriteString("type"u8, "dedupe." + ArticleJson.WordOf(happened.Kind));
            json.Time("timestamp"u8, happened.At);
            json.WritePropertyName("data"u8);
            ArticleJson.Write(json, happened, article);
            json.WriteEndObject();
        }).WrittenMemory;
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await stopping.CancelAsync();
        await looking;
        stopping.Dispose();
        sender.Dispose();
    }
}
