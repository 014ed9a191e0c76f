using System.Net;
using System.Net.Sockets;
using System.Security.Authentication;
using Polly;
using Polly.Retry;

namespace Dedupe.Service.Pushing;

/// <summary>
/// Asks a server again while it is away or busy, with longer and longer waits, and says so. Safe from any thread: those
/// who wait for one server share the time it has been away.
/// </summary>
internal sealed class ServerPatience
{
    private readonly ServerOptions options;
    private readonly TimeProvider time;
    private readonly ResiliencePipeline<ServerReply> pipeline;
    private long awaySince;
    private bool answered;

    /// <summary>Makes it.</summary>
    public ServerPatience(ServerOptions options, TimeProvider time)
    {
        this.options = options;
        this.time = time;
        pipeline = new ResiliencePipelineBuilder<ServerReply> { TimeProvider = time }
            .AddRetry(new RetryStrategyOptions<ServerReply>
            {
                MaxRetryAttempts = int.MaxValue,
                Delay = options.FirstWait,
                MaxDelay = options.LongestWait,
                BackoffType = DelayBackoffType.Exponential,
                UseJitter = true,
                ShouldHandle = arguments =>
                    ValueTask.FromResult(Passes(arguments.Outcome) && HasTime(arguments.Outcome.Result?.RetryAfter)),
                DelayGenerator = static arguments => ValueTask.FromResult(arguments.Outcome.Result?.RetryAfter),
                OnRetry = arguments =>
                {
                    options.Told(
                        $"{WhyOf(arguments.Outcome)} Tried again in " +
                        $"{Math.Ceiling(arguments.RetryDelay.TotalSeconds)} s.");
                    return ValueTask.CompletedTask;
                },
            })
            .Build();
    }

    /// <summary>Asks until there is an answer that is final.</summary>
    /// <exception cref="ServerException">There is none for too long, or none can be expected.</exception>
    public async Task<ServerReply> RunAsync(
        Func<CancellationToken, Task<ServerReply>> ask, CancellationToken cancellationToken)
    {
        try
        {
            var reply = await pipeline.ExecuteAsync(
                async token => await ask(token).ConfigureAwait(false), cancellationToken).ConfigureAwait(false);
            if (!IsBusy(reply.Status))
            {
                Volatile.Write(ref answered, true);
                Interlocked.Exchange(ref awaySince, 0);
                return reply;
            }

            throw ServerAnswer.Refused(options.Address, reply.Status, reply.Body);
        }
        catch (Exception error) when (IsNetwork(error) && !cancellationToken.IsCancellationRequested)
        {
            throw new ServerException(WhyOf(Outcome.FromException<ServerReply>(error)), error);
        }
    }

    private bool Passes(Outcome<ServerReply> outcome) => outcome switch
    {
        { Result: { } reply } => IsBusy(reply.Status),
        // A name that was never right is a mistake in typing; one that was is a fault that passes.
        { Exception: { } error } => IsNetwork(error)
            && error.GetBaseException() is not AuthenticationException
            && (Volatile.Read(ref answered)
                || error is not HttpRequestException { HttpRequestError: HttpRequestError.NameResolutionError }),
        _ => false,
    };

    // A wait that would end when the patience has ended is not begun.
    private bool HasTime(TimeSpan? asked)
    {
        long now = time.GetTimestamp();
        long since = Interlocked.CompareExchange(ref awaySince, now, 0);
        return options.Patience is not { } most
            || time.GetElapsedTime(since == 0 ? now : since, now) + (asked ?? TimeSpan.Zero) < most;
    }

    private static bool IsBusy(HttpStatusCode status) => status
        is HttpStatusCode.RequestTimeout or HttpStatusCode.TooManyRequests or HttpStatusCode.BadGateway
        or HttpStatusCode.ServiceUnavailable or HttpStatusCode.GatewayTimeout or HttpStatusCode.InsufficientStorage;

    // A request that takes too long ends as one that was cancelled.
    private static bool IsNetwork(Exception error) =>
        error is HttpRequestException or SocketException or TaskCanceledException { InnerException: TimeoutException }
        || (error is IOException and not ServerException);

    private string WhyOf(Outcome<ServerReply> outcome)
    {
        var name = options.Address.GetLeftPart(UriPartial.Authority);
        return outcome switch
        {
            { Result.Status: HttpStatusCode.InsufficientStorage } => $"The disk of {name} is full.",
            { Result: { } reply } => $"{name} is busy ({(int)reply.Status}).",
            { Exception: TaskCanceledException } => $"{name} does not answer in time.",
            { Exception: { } error } => $"{name} cannot be reached ({error.GetBaseException().Message.TrimEnd('.')}).",
            _ => $"{name} does not answer.",
        };
    }
}
