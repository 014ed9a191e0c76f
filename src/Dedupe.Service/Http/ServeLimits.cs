namespace Dedupe.Service.Http;

/// <summary>What requests may take, so that nobody's request costs the others theirs. Immutable.</summary>
internal sealed record ServeLimits
{
    /// <summary>Bytes of a body as it is sent. Default 32 MiB.</summary>
    public long BodyBytes { get; init; } = 32 << 20;

    /// <summary>Bytes of a body once it is unpacked. Default 64 MiB.</summary>
    public long UnpackedBytes { get; init; } = 64 << 20;

    /// <summary>Bytes of all bodies at hand together; who comes then is told to come again. Default 256 MiB.</summary>
    public long BytesAtHand { get; init; } = 256 << 20;

    /// <summary>Items of one request. Default 10,000.</summary>
    public int Items { get; init; } = 10_000;

    /// <summary>Bytes of the id of an item, and of its source. What has longer ones could not be asked for again, nor
    /// taken down: no address has room for them. 2048.</summary>
    public const int NameBytes = 2048;

    /// <summary>Requests a second of one key, or of one address where there is none; all of them at once, too. 0: no
    /// limit. Default 1000.</summary>
    public int RequestsPerSecond { get; init; } = 1000;

    /// <summary>How long a request may take, streams of events left out. Default one minute.</summary>
    public TimeSpan RequestTime { get; init; } = TimeSpan.FromMinutes(1);

    /// <summary>How long the head of a request may take. Default 15 seconds.</summary>
    public TimeSpan HeadTime { get; init; } = TimeSpan.FromSeconds(15);

    /// <summary>Bytes a second that a body must come with. Default 240.</summary>
    public double LeastBytesPerSecond { get; init; } = 240;

    /// <summary>How long a body may come more slowly; more than a second. Default five seconds.</summary>
    public TimeSpan SlowTime { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>Connections at a time; more are closed at once. Default 20,000.</summary>
    public long Connections { get; init; } = 20_000;

    /// <summary>Streams of events at a time. Default 100.</summary>
    public int EventStreams { get; init; } = 100;

    /// <summary>How long a connection may be idle. Default two minutes.</summary>
    public TimeSpan IdleTime { get; init; } = TimeSpan.FromMinutes(2);
}
