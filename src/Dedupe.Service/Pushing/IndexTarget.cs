using Dedupe.Live;
using Polly;
using Polly.Retry;

namespace Dedupe.Service.Pushing;

/// <summary>An index in this process.</summary>
internal sealed class IndexTarget : ILiveTarget
{
    private static readonly TimeSpan FirstWait = TimeSpan.FromSeconds(0.5);
    private static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(30);

    private readonly OpenedIndex opened;
    private readonly ResiliencePipeline<IReadOnlyList<LiveAnswer>> pipeline;

    /// <summary>Makes it.</summary>
    /// <param name="opened">The index; it is closed with this.</param>
    /// <param name="told">Told why a store that does not answer, or has no room, is waited for. It is waited for for
    /// ever.</param>
    public IndexTarget(OpenedIndex opened, Action<string> told)
    {
        this.opened = opened;
        pipeline = new ResiliencePipelineBuilder<IReadOnlyList<LiveAnswer>>()
            .AddRetry(new RetryStrategyOptions<IReadOnlyList<LiveAnswer>>
            {
                MaxRetryAttempts = int.MaxValue,
                Delay = FirstWait,
                MaxDelay = LongestWait,
                BackoffType = DelayBackoffType.Exponential,
                UseJitter = true,
                ShouldHandle = static arguments => ValueTask.FromResult(arguments.Outcome.Exception is
                    LiveStoreException { Fault: LiveStoreFault.Unavailable or LiveStoreFault.Full }),
                OnRetry = arguments =>
                {
                    told($"{arguments.Outcome.Exception!.Message} Tried again in " +
                        $"{Math.Ceiling(arguments.RetryDelay.TotalSeconds)} s.");
                    return ValueTask.CompletedTask;
                },
            })
            .Build();
    }

    /// <inheritdoc/>
    /// <remarks>Not by its address: a store that is made anew at the same place has none of the articles.</remarks>
    public string Name => opened.Identity.ToString();

    /// <inheritdoc/>
    public async Task<IReadOnlyList<ItemOutcome>> AddAsync(
        IReadOnlyList<OutgoingItem> items, CancellationToken cancellationToken)
    {
        LiveItem[] sent = [.. items.Select(ItemOf)];
        var answers = await pipeline.ExecuteAsync(
            async token => await opened.Index.AddAsync(sent, token), cancellationToken);
        return [.. answers.Select((answer, at) => OutcomeOf(items[at], answer))];
    }

    /// <inheritdoc/>
    public Task<IReadOnlyList<ItemOutcome>> QueryAsync(
        IReadOnlyList<OutgoingItem> items, CancellationToken cancellationToken) => Task.Run<IReadOnlyList<ItemOutcome>>(
        () => [.. items.Select(item => OutcomeOf(item, opened.Index.Query(ItemOf(item), cancellationToken)))],
        cancellationToken);

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => opened.DisposeAsync();

    private static LiveItem ItemOf(OutgoingItem item) =>
        new(item.Document) { EmbargoedUntil = item.Document.EmbargoedUntil };

    private static ItemOutcome OutcomeOf(OutgoingItem item, LiveAnswer answer) => new(
        answer.Rejection is not null ? OutcomeKind.Rejected
            : answer.IsRepeat ? OutcomeKind.Repeated
            : OutcomeKind.Taken,
        answer.Json)
    {
        Rejection = answer.Rejection is { } rejection ? rejection with { Origin = item.Origin } : null,
    };
}
