namespace Dedupe.Service.Pushing;

/// <summary>A server, and how long it is waited for.</summary>
internal sealed record ServerOptions
{
    /// <summary>Its address, without the path of an endpoint.</summary>
    public required Uri Address { get; init; }

    /// <summary>The key that is shown to it; null: none.</summary>
    public string? Key { get; init; }

    /// <summary>How long it may be away, or say that it is busy, before sending fails; null: for ever.</summary>
    public TimeSpan? Patience { get; init; } = TimeSpan.FromMinutes(10);

    /// <summary>The first wait; each one after it is about twice as long, up to <see cref="LongestWait"/>. A server
    /// that says how long to wait is believed.</summary>
    public TimeSpan FirstWait { get; init; } = TimeSpan.FromSeconds(0.5);

    /// <summary>The longest wait that nobody asked for.</summary>
    public TimeSpan LongestWait { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>How long a request may take, from connecting to the last byte of the answer.</summary>
    public TimeSpan RequestTime { get; init; } = TimeSpan.FromMinutes(5);

    /// <summary>Told in a sentence why the server is waited for.</summary>
    public Action<string> Told { get; init; } = static _ => { };
}
