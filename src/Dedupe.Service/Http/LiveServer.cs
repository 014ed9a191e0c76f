using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;
using Dedupe.Live;
using Dedupe.Service.Access;
using Dedupe.Service.Hooks;
using Dedupe.Service.Metrics;
using Dedupe.Service.Net;
using Dedupe.Service.Notes;
using Dedupe.Service.Stores;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.AspNetCore.Server.Kestrel.Https;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Dedupe.Service.Http;

/// <summary>A live index offered over HTTP.</summary>
internal sealed class LiveServer : IAsyncDisposable
{
    // How long those who are being answered have when it stops.
    private static readonly TimeSpan StopTime = TimeSpan.FromSeconds(5);

    private readonly WebApplication app;
    private readonly List<object> owned = [];
    private readonly CancellationTokenSource stopping = new();

    private LiveServer(WebApplication app) => this.app = app;

    /// <summary>Where it is.</summary>
    public Uri Address { get; private set; } = null!;

    /// <summary>Whether nobody gets in without a key.</summary>
    public bool NeedsKey { get; private set; }

    /// <summary>The keys that let people in.</summary>
    public KeyRing Keys { get; private set; } = null!;

    /// <summary>What can be asked for.</summary>
    public IEnumerable<Endpoint> Routes =>
        ((IEndpointRouteBuilder)app).DataSources.SelectMany(static source => source.Endpoints);

    /// <summary>Begins to listen.</summary>
    /// <param name="index">The index; it stays the caller's to close, after the server.</param>
    /// <param name="store">Its store; likewise.</param>
    /// <param name="notes">Where keys and webhooks are kept.</param>
    /// <param name="options">Where and how.</param>
    /// <exception cref="IOException">The address is taken or not of this machine, or the audit log cannot be
    /// written.</exception>
    /// <exception cref="InvalidDataException">The keys of the store are damaged, or the files for TLS are no
    /// certificate with its key.</exception>
    public static async Task<LiveServer> StartAsync(
        LiveIndex index, DatabaseStore store, INotes notes, ServeOptions options)
    {
        if (options.Fault is { } fault)
            throw new ArgumentException(fault, nameof(options));
        var server = new LiveServer(Build(options));
        try
        {
            server.Map(index, store, notes, options);
            await server.app.StartAsync();
        }
        catch (Exception thrown)
        {
            await server.DisposeAsync();
            if (thrown is SocketException)
                throw new IOException($"It cannot listen on {options.Listen}: {thrown.Message}", thrown);
            throw;
        }

        var addresses = server.app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!;
        server.Address = new Uri(addresses.Addresses.First());
        return server;
    }

    // No configuration of a file or the environment: what stands in the current folder must not change a service.
    private static WebApplication Build(ServeOptions options)
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel => Configure(kestrel, options));
        builder.Services.AddRoutingCore();
        builder.Services.AddSingleton<IHostLifetime, NoLifetime>();
        builder.Services.Configure<HostOptions>(static host => host.ShutdownTimeout = StopTime);
        return builder.Build();
    }

    private static void Configure(KestrelServerOptions kestrel, ServeOptions options)
    {
        var limits = options.Limits;
        kestrel.AddServerHeader = false;
        kestrel.AllowSynchronousIO = false;
        // The reader of bodies has the limit. With one of its own the server would cut the connection of whoever is
        // still sending, and the answer that says why would be lost.
        kestrel.Limits.MaxRequestBodySize = null;
        // Each byte of an id and a source may be three characters of the address.
        kestrel.Limits.MaxRequestLineSize = (2 * 3 * ServeLimits.NameBytes) + 1024;
        kestrel.Limits.MaxConcurrentConnections = limits.Connections;
        kestrel.Limits.KeepAliveTimeout = limits.IdleTime;
        kestrel.Limits.RequestHeadersTimeout = limits.HeadTime;
        kestrel.Limits.MinRequestBodyDataRate = new MinDataRate(limits.LeastBytesPerSecond, limits.SlowTime);
        kestrel.Listen(options.Listen, listen =>
        {
            listen.Protocols = options.Certificate is null ? HttpProtocols.Http1 : HttpProtocols.Http1AndHttp2;
            if (options is { Certificate: { } certificate, CertificateKey: { } key })
                listen.UseHttps(Tls(new CertificateFiles(certificate, key, options.Clock)));
        });
    }

    private static TlsHandshakeCallbackOptions Tls(CertificateFiles files) => new()
    {
        OnConnection = _ => ValueTask.FromResult(new SslServerAuthenticationOptions
        {
            ServerCertificateContext = files.Current,
            EnabledSslProtocols = SslProtocols.Tls12 | SslProtocols.Tls13,
            CertificateRevocationCheckMode = X509RevocationMode.NoCheck,
        }),
    };

    private void Map(LiveIndex index, DatabaseStore store, INotes notes, ServeOptions options)
    {
        var meters = Own(new ServiceMeters(() => index.Status, options.Clock));
        var page = Own(new PrometheusPage());
        if (options.Telemetry is { } collector)
            Own(new TelemetryExport(collector));
        var parts = new ServiceParts(index, store, options, meters);
        Keys = Own(new KeyRing(new KeyBook(notes, options.Clock), options.Clock));
        var keys = new KeyGuard(options, Keys);
        NeedsKey = keys.NeedsKey;
        var audit = options.AuditFile is null ? null : Own(new AuditLog(options.AuditFile, options.Report));
        var hooks = new WebhookBook(notes, options.Clock);
        var sender = new WebhookSender(new SafeConnector(options.AllowedHosts), options.Clock, attempts: 8);
        var runner = Own(new WebhookRunner(parts, hooks, sender));
        var gate = new Gate(
            options, new HostGuard(options), keys, Own(new RateGuard(options.Limits.RequestsPerSecond)), meters, audit);
        app.UseRouting();
        app.Use(next => context => gate.InvokeAsync(context, next));
        Http.Routes.Map(
            app, new ArticleRoutes(parts), new ClusterRoutes(parts), new CompareRoute(parts),
            new StateRoutes(parts, page), new EventRoute(parts, stopping.Token),
            new WebhookRoutes(parts, hooks, runner), new PageRoute(parts, keys));
    }

    private T Own<T>(T part) where T : notnull
    {
        owned.Add(part);
        return part;
    }

    /// <summary>Stops: who is being answered gets the answer, streams of events end.</summary>
    public async ValueTask DisposeAsync()
    {
        await stopping.CancelAsync();
        await app.StopAsync();
        await app.DisposeAsync();
        owned.Reverse();
        foreach (var part in owned)
        {
            if (part is IAsyncDisposable slow)
                await slow.DisposeAsync();
            else if (part is IDisposable quick)
                quick.Dispose();
        }

        owned.Clear();
        stopping.Dispose();
    }

    /// <summary>The signals of the process are listened to by whoever runs it.</summary>
    private sealed class NoLifetime : IHostLifetime
    {
        public Task WaitForStartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

        public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
    }
}
