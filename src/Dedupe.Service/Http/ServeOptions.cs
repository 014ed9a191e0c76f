using System.Net;
using Dedupe.Sources;

namespace Dedupe.Service.Http;

/// <summary>Where and how a service is offered. Immutable.</summary>
internal sealed record ServeOptions
{
    /// <summary>The address and the port; port 0: a free one.</summary>
    public IPEndPoint Listen { get; init; } = new(IPAddress.Loopback, 8077);

    /// <summary>Names that it is called by, besides those of this machine for itself.</summary>
    public IReadOnlyList<string> Hosts { get; init; } = [];

    /// <summary>A file with its certificate and those between it and the root (PEM); null: plain HTTP.</summary>
    public string? Certificate { get; init; }

    /// <summary>A file with the key of the certificate (PEM).</summary>
    public string? CertificateKey { get; init; }

    /// <summary>Whether a proxy that does TLS stands in front: it is believed who asks (X-Forwarded-For).</summary>
    public bool IsBehindProxy { get; init; }

    /// <summary>Hosts of webhooks that may have any address.</summary>
    public IReadOnlyList<string> AllowedHosts { get; init; } = [];

    /// <summary>A file for the audit log; null: none is written.</summary>
    public string? AuditFile { get; init; }

    /// <summary>Where metrics and traces are sent by OTLP over HTTP, such as <c>http://127.0.0.1:4318</c>; null:
    /// nowhere.</summary>
    public Uri? Telemetry { get; init; }

    /// <summary>How items are read.</summary>
    public SourceOptions Source { get; init; } = new();

    /// <summary>How texts are compared.</summary>
    public DedupeOptions Dedupe { get; init; } = new();

    /// <summary>What requests may take.</summary>
    public ServeLimits Limits { get; init; } = new();

    /// <summary>Takes word of what nobody thought of; called from any thread.</summary>
    public Action<Exception> Report { get; init; } = static _ => { };

    /// <summary>The clock.</summary>
    public TimeProvider Clock { get; init; } = TimeProvider.System;

    /// <summary>Whether nobody but this machine can ask.</summary>
    public bool IsLocal => IPAddress.IsLoopback(Listen.Address) && !IsBehindProxy;

    /// <summary>Why it is not offered so; null when it is.</summary>
    public string? Fault =>
        !IPAddress.IsLoopback(Listen.Address) && Certificate is null && !IsBehindProxy
            ? $"Whoever can reach {Listen.Address} could read along: give it TLS (--tls-cert and --tls-key), or say " +
                "that a proxy in front of it does that (--behind-proxy)."
            : Hosts.Count == 0 && (Listen.Address.Equals(IPAddress.Any) || Listen.Address.Equals(IPAddress.IPv6Any))
            ? "On all addresses it needs a name that it is called by: --host NAME. Requests for others are refused."
            : Certificate is null != CertificateKey is null
            ? "TLS takes both, --tls-cert and --tls-key."
            : null;
}
