using System.Diagnostics;
using Dedupe.Live;
using Dedupe.Service.Access;
using Dedupe.Service.Metrics;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Dedupe.Service.Http;

/// <summary>
/// Each request goes through here: is it for this server, who asks, may they, do they ask too often; and on the way out
/// every fault becomes a problem, is counted, and is written to the audit log.
/// </summary>
internal sealed class Gate(
    ServeOptions options, HostGuard hosts, KeyGuard keys, RateGuard rates, ServiceMeters meters, AuditLog? audit)
{
    private static readonly Caller Nobody = new("", "", "", KeyScopes.None, []);

    /// <summary>Lets a request through, or answers it.</summary>
    public async Task InvokeAsync(HttpContext context, RequestDelegate next)
    {
        var begun = Stopwatch.GetTimestamp();
        ProblemException? problem = null;
        var headers = context.Response.Headers;
        headers.XContentTypeOptions = "nosniff";
        headers.CacheControl = "no-store";
        headers["Cross-Origin-Resource-Policy"] = "same-origin";
        var clientGone = context.RequestAborted;
        try
        {
            await PassAsync(context, next);
        }
        catch (Exception fault)
        {
            if (clientGone.IsCancellationRequested)
            {
                // Nobody is there to be answered. What has begun, such as a stream of events, has its status.
                if (!context.Response.HasStarted)
                    context.Response.StatusCode = StatusCodes.Status499ClientClosedRequest;
            }
            else
            {
                problem = ProblemOf(fault);
                await ProblemAnswer.WriteAsync(context, problem);
            }
        }

        await NoteAsync(context, Stopwatch.GetElapsedTime(begun), problem);
    }

    private async Task PassAsync(HttpContext context, RequestDelegate next)
    {
        hosts.Check(context.Request);
        var caller = keys.Find(context, out var bad);
        context.Features.Set(new Asking(caller));
        rates.Check(caller);
        if (bad is not null)
            throw bad;
        var endpoint = context.GetEndpoint();
        if (endpoint?.Metadata.GetMetadata<Needs>() is not { } needs)
            throw endpoint is null
                ? new ProblemException(
                    StatusCodes.Status404NotFound, ProblemTypes.NotFound, "There is no such path; see /openapi.json.")
                : new ProblemException(
                    StatusCodes.Status405MethodNotAllowed, ProblemTypes.WrongMethod,
                    "The path has other methods; see /openapi.json.");
        if (!caller.Has(needs.Scopes))
            throw caller.KeyId.Length == 0
                ? new ProblemException(
                    StatusCodes.Status401Unauthorized, ProblemTypes.NoKey,
                    "Send a key: Authorization: Bearer dedupe_…; dedupe keys add makes one.")
                : new ProblemException(
                    StatusCodes.Status403Forbidden, ProblemTypes.WrongScope,
                    $"The key may not do this: it takes the scope {needs.Scopes.ToString().ToLowerInvariant()}.");
        if (needs.IsStream)
        {
            await next(context);
            return;
        }

        using var timed = CancellationTokenSource.CreateLinkedTokenSource(context.RequestAborted);
        timed.CancelAfter(options.Limits.RequestTime);
        context.RequestAborted = timed.Token;
        await next(context);
    }

    private ProblemException ProblemOf(Exception fault)
    {
        switch (fault)
        {
            case ProblemException problem:
                return problem;
            case BadHttpRequestException bad:
                return OfKestrel(bad);
            case OperationCanceledException:
                return new ProblemException(
                    StatusCodes.Status503ServiceUnavailable, ProblemTypes.TooSlow,
                    $"It took more than {options.Limits.RequestTime.TotalSeconds:0} seconds.")
                { RetryAfter = 5 };
            case LiveStoreException { Fault: LiveStoreFault.Full }:
                return new ProblemException(
                    StatusCodes.Status507InsufficientStorage, ProblemTypes.Full,
                    "The store has no room left. Nothing of the request is acknowledged: send it again.")
                { RetryAfter = 30 };
            case LiveStoreException { Fault: LiveStoreFault.Unavailable }:
                return new ProblemException(
                    StatusCodes.Status503ServiceUnavailable, ProblemTypes.Unavailable,
                    "The store does not answer. Nothing of the request is acknowledged: send it again.")
                { RetryAfter = 2 };
            default:
                options.Report(fault);
                return new ProblemException(
                    StatusCodes.Status500InternalServerError, ProblemTypes.Fault,
                    "Nobody thought of this. What happened is told where the server runs.");
        }
    }

    private static ProblemException OfKestrel(BadHttpRequestException bad)
    {
        var isSlow = bad.StatusCode == StatusCodes.Status408RequestTimeout;
        return new ProblemException(
            isSlow ? bad.StatusCode : StatusCodes.Status400BadRequest,
            isSlow ? ProblemTypes.TooSlow : ProblemTypes.CutShort,
            isSlow ? "The body came too slowly." : bad.Message)
        { Taken = 0 };
    }

    private async Task NoteAsync(HttpContext context, TimeSpan took, ProblemException? problem)
    {
        // A path that is none of ours would be a new series for each scanner that comes by.
        var needs = context.GetEndpoint()?.Metadata.GetMetadata<Needs>();
        var route = needs is null ? "none" : (context.GetEndpoint() as RouteEndpoint)?.RoutePattern.RawText ?? "none";
        var method = needs is null ? "other" : context.Request.Method;
        meters.Request(route, method, context.Response.StatusCode, took);
        if (Activity.Current is { } activity)
        {
            activity.DisplayName = $"{method} {route}";
            activity.SetTag("http.route", route);
            activity.SetTag("http.request.method", method);
            activity.SetTag("http.response.status_code", context.Response.StatusCode);
            activity.SetTag("error.type", problem?.Type);
        }

        var asking = context.Features.Get<Asking>();
        var isQuiet = needs is { Scopes: KeyScopes.None or KeyScopes.Read } && problem is null;
        if (audit is null || isQuiet)
            return;
        await audit.WriteAsync(new AuditEntry(
            options.Clock.GetUtcNow(), asking?.Caller ?? Nobody with { Address = RemoteOf(context) }, method, route,
            context.Response.StatusCode, took)
        {
            Item = asking?.Item,
            Items = asking?.Items,
            Problem = problem?.Type,
        });
    }

    private static string RemoteOf(HttpContext context) => context.Connection.RemoteIpAddress?.ToString() ?? "";
}
