using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Xunit;

namespace Dedupe.Service.Tests;

/// <summary>A real HTTP server on a free port of this machine, which answers as a test says.</summary>
internal sealed class LocalServer : IAsyncDisposable
{
    private readonly WebApplication app;
    private readonly List<LocalRequest> requests = [];

    private LocalServer(WebApplication app) => this.app = app;

    /// <summary>What is answered; may be set anew at any time.</summary>
    public Func<HttpContext, Task> Answer { get; set; } = static _ => Task.CompletedTask;

    /// <summary>Its address, by the number of this machine.</summary>
    public Uri Address => new(app.Urls.Single());

    /// <summary>What was asked.</summary>
    public IReadOnlyList<LocalRequest> Requests
    {
        get
        {
            lock (requests)
                return [.. requests];
        }
    }

    public static async Task<LocalServer> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        // As servers do that are less strict.
        builder.WebHost.ConfigureKestrel(static kestrel =>
            kestrel.ResponseHeaderEncodingSelector = static _ => Encoding.Latin1);
        var made = builder.Build();
        var server = new LocalServer(made);
        made.Run(server.AnswerAsync);
        await made.StartAsync(TestContext.Current.CancellationToken);
        return server;
    }

    public ValueTask DisposeAsync() => app.DisposeAsync();

    private async Task AnswerAsync(HttpContext context)
    {
        using var body = new MemoryStream();
        await context.Request.Body.CopyToAsync(body);
        lock (requests)
            requests.Add(new LocalRequest(
                context.Request.Path, context.Request.Headers.ToDictionary(
                    static header => header.Key, static header => header.Value.ToString(),
                    StringComparer.OrdinalIgnoreCase),
                body.ToArray()));
        await Answer(context);
    }
}
