using System.Globalization;
using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text;
using Dedupe.Service.Net;
using Polly;
using Polly.Retry;

namespace Dedupe.Service.Hooks;

/// <summary>
/// Sends one event, signed after Standard Webhooks, and tries again for a while. Redirects are not followed: whoever
/// moves says so. Safe from any thread.
/// </summary>
internal sealed class WebhookSender : IDisposable
{
    private static readonly TimeSpan AnswerTime = TimeSpan.FromSeconds(15);

    private readonly HttpClient client;
    private readonly ResiliencePipeline<string?> pipeline;
    private readonly TimeProvider clock;

    /// <summary>Makes one.</summary>
    /// <param name="connector">Connects.</param>
    /// <param name="clock">The clock.</param>
    /// <param name="attempts">How often one event is tried again; waits grow from one second to five minutes.</param>
    public WebhookSender(SafeConnector connector, TimeProvider clock, int attempts)
    {
        this.clock = clock;
        client = new HttpClient(connector.CreateHandler(redirects: 0)) { Timeout = AnswerTime };
        client.DefaultRequestHeaders.UserAgent.Add(new ProductInfoHeaderValue("dedupe", null));
        var builder = new ResiliencePipelineBuilder<string?> { TimeProvider = clock };
        if (attempts > 0)
        {
            builder.AddRetry(new RetryStrategyOptions<string?>
            {
                MaxRetryAttempts = attempts,
                BackoffType = DelayBackoffType.Exponential,
                Delay = TimeSpan.FromSeconds(1),
                MaxDelay = TimeSpan.FromMinutes(5),
                UseJitter = true,
                ShouldHandle = static outcome => ValueTask.FromResult(outcome.Outcome.Result is not null),
            });
        }

        pipeline = builder.Build();
    }

    /// <summary>Sends an event.</summary>
    /// <param name="hook">Where to.</param>
    /// <param name="number">Its number.</param>
    /// <param name="body">It.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <returns>Why it was not taken; null when it was.</returns>
    public async Task<string?> SendAsync(
        Webhook hook, long number, ReadOnlyMemory<byte> body, CancellationToken cancellationToken) =>
        await pipeline.ExecuteAsync(token => SendOnceAsync(hook, number, body, token), cancellationToken);

    /// <summary>The signature of a message.</summary>
    public static string Sign(string secret, string id, string timestamp, ReadOnlySpan<byte> body)
    {
        byte[] signed = [.. Encoding.UTF8.GetBytes($"{id}.{timestamp}."), .. body];
        return "v1," + Convert.ToBase64String(HMACSHA256.HashData(Convert.FromBase64String(secret), signed));
    }

    /// <summary>The same, tried once.</summary>
    public async ValueTask<string?> SendOnceAsync(
        Webhook hook, long number, ReadOnlyMemory<byte> body, CancellationToken cancellationToken)
    {
        // The same event has the same id, whoever sends it and however often: a receiver knows it again.
        var id = string.Create(CultureInfo.InvariantCulture, $"msg_{hook.Id}_{number}");
        var timestamp = clock.GetUtcNow().ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
        using var request =
            new HttpRequestMessage(HttpMethod.Post, hook.Url) { Content = new ReadOnlyMemoryContent(body) };
        request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        request.Headers.Add("webhook-id", id);
        request.Headers.Add("webhook-timestamp", timestamp);
        request.Headers.Add("webhook-signature", Sign(hook.Secret, id, timestamp, body.Span));
        try
        {
            using var answer = await client.SendAsync(
                request, HttpCompletionOption.ResponseHeadersRead, cancellationToken);
            return answer.IsSuccessStatusCode ? null : $"It answered {(int)answer.StatusCode}.";
        }
        catch (HttpRequestException fault)
        {
            return fault.GetBaseException().Message;
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return $"It did not answer within {AnswerTime.TotalSeconds:0} seconds.";
        }
    }

    /// <inheritdoc/>
    public void Dispose() => client.Dispose();
}
