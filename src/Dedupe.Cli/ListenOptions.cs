using System.CommandLine;
using System.Net;
using Dedupe.Service.Http;

namespace Dedupe.Cli;

/// <summary>The options of a service: where it is, who may ask, and how much.</summary>
internal sealed class ListenOptions
{
    private static readonly ServeLimits Limits = new();

    private readonly Option<string> listen = OptionKinds.RefuseEmpty(new Option<string>("--listen")
    {
        HelpName = "ADDRESS:PORT",
        Description =
            "Where to listen; port 0 is a free one. Others than this machine get in with a key only (dedupe keys), " +
            "and by TLS.",
        DefaultValueFactory = static _ => "127.0.0.1:8077",
    });

    private readonly Option<string[]> hosts = Names("--host", "A name that the service is called by.");

    private readonly Option<string?> certificate = OptionKinds.RefuseEmpty(new Option<string?>("--tls-cert")
    {
        HelpName = "PEM",
        Description = "Certificate for TLS, with those that vouch for it; read anew when it changes.",
    });

    private readonly Option<string?> key = OptionKinds.RefuseEmpty(new Option<string?>("--tls-key")
    {
        HelpName = "PEM",
        Description = "Its key.",
    });

    private readonly Option<bool> behindProxy = new("--behind-proxy")
    {
        Description = "A proxy in front does TLS, and says who asks (X-Forwarded-For). Keys are needed.",
    };

    private readonly Option<string[]> allowed = Names(
        "--allow-host", "A host that webhooks may be sent to though it is within a private network.");

    private readonly Option<string?> audit = OptionKinds.RefuseEmpty(new Option<string?>("--audit")
    {
        HelpName = "FILE",
        Description = "Write who changed what to a file, a JSON object a line; and who was refused.",
    });

    private readonly Option<string?> telemetry = OptionKinds.RefuseEmpty(new Option<string?>("--otlp")
    {
        HelpName = "URL",
        Description = "Send metrics and traces to a collector of OpenTelemetry, such as http://127.0.0.1:4318.",
    });

    private readonly Option<int> rate = OptionKinds.Count(
        "--rate", "N", "Requests a second of one key, or of one address without any; 0: no limit.",
        Limits.RequestsPerSecond, 0, 1_000_000);

    private readonly Option<long?> body = OptionKinds.Size(
        "--max-body", "Largest body of a request; unpacked, twice as much.", Limits.BodyBytes, 1 << 30, 1024);

    private readonly Option<int> items = OptionKinds.Count(
        "--max-items", "N", "Most items of one request.", Limits.Items, 1, 1_000_000);

    private readonly Option<TimeSpan?> time = OptionKinds.Time(
        "--request-time", "How long one request may take.", Limits.RequestTime, TimeSpan.FromSeconds(1));

    private readonly Option<int> connections = OptionKinds.Count(
        "--connections", "N", "Most connections at a time.", (int)Limits.Connections, 1, 1_000_000);

    /// <summary>Adds them.</summary>
    public void Add(Command command)
    {
        foreach (var option in (Option[])
            [listen, hosts, certificate, key, behindProxy, allowed, audit, telemetry, rate, body, items, time,
             connections])
            command.Options.Add(option);
    }

    /// <summary>What they say.</summary>
    /// <exception cref="UsageException">The address is none.</exception>
    public ServeOptions Read(ParseResult parse)
    {
        var most = parse.GetValue(body) ?? Limits.BodyBytes;
        return new ServeOptions
        {
            Listen = Address(parse.GetValue(listen)!),
            Hosts = [.. (parse.GetValue(hosts) ?? []).Select(Host)],
            Certificate = GivenFiles.RequireFile(certificate.Name, parse.GetValue(certificate)),
            CertificateKey = GivenFiles.RequireFile(key.Name, parse.GetValue(key)),
            IsBehindProxy = parse.GetValue(behindProxy),
            AllowedHosts = parse.GetValue(allowed) ?? [],
            AuditFile = parse.GetValue(audit),
            Telemetry = Collector(parse.GetValue(telemetry)),
            Limits = Limits with
            {
                RequestsPerSecond = parse.GetValue(rate),
                BodyBytes = most,
                UnpackedBytes = 2 * most,
                BytesAtHand = Math.Max(Limits.BytesAtHand, 4 * most),
                Items = parse.GetValue(items),
                RequestTime = parse.GetValue(time) ?? Limits.RequestTime,
                Connections = parse.GetValue(connections),
            },
        };
    }

    // The port is not looked at, and a name with one would never be asked for.
    private static string Host(string name) => Uri.CheckHostName(name) != UriHostNameType.Unknown
        ? name
        : throw new UsageException($"--host takes a name without a port, such as news.example, not '{name}'.");

    private static IPEndPoint Address(string word)
    {
        var at = word.StartsWith("localhost:", StringComparison.OrdinalIgnoreCase) ? "127.0.0.1" + word[9..] : word;
        // Without a port it would be read as port 0, and so would IPv6 without brackets.
        var isPlain = at.StartsWith('[') || at.IndexOf(':') == at.LastIndexOf(':');
        return isPlain && at.LastIndexOf(':') > at.LastIndexOf(']') && IPEndPoint.TryParse(at, out var address)
            ? address
            : throw new UsageException($"--listen takes an address and a port, such as 127.0.0.1:8077, not '{word}'.");
    }

    private static Uri? Collector(string? word) =>
        word is null ? null
        : Uri.TryCreate(word, UriKind.Absolute, out var uri)
            && (uri.Scheme == Uri.UriSchemeHttp || uri.Scheme == Uri.UriSchemeHttps) ? uri
        : throw new UsageException($"--otlp takes an address such as http://127.0.0.1:4318, not '{word}'.");

    private static Option<string[]> Names(string name, string description) =>
        OptionKinds.RefuseEmpty(new Option<string[]>(name)
        {
            HelpName = "NAME",
            Description = description + " May be given repeatedly.",
            Arity = ArgumentArity.OneOrMore,
        });
}
