namespace Dedupe.Service.Hooks;

/// <summary>Somewhere that events are sent to.</summary>
internal sealed record Webhook
{
    /// <summary>What it is known by.</summary>
    public required string Id { get; init; }

    /// <summary>Where events are sent.</summary>
    public required string Url { get; init; }

    /// <summary>The secret that signs what is sent, in Base64; it has to be kept as it is.</summary>
    public required string Secret { get; init; }

    /// <summary>The kinds of events that are sent; empty: all.</summary>
    public IReadOnlyList<string> Kinds { get; init; } = [];

    /// <summary>When it was made.</summary>
    public DateTimeOffset CreatedAt { get; init; }

    /// <summary>The number of the last event that is done with: sent, not wanted, or given up.</summary>
    public long After { get; init; }

    /// <summary>Events that were given up, in order; the latest <see cref="MostDead"/> of them.</summary>
    public IReadOnlyList<DeadLetter> Dead { get; init; } = [];

    /// <summary>How many dead letters are kept.</summary>
    public const int MostDead = 1000;

    /// <summary>The same with one more that was given up.</summary>
    public Webhook With(DeadLetter dead) => this with
    {
        Dead = [.. Dead.Where(one => one.Event != dead.Event).TakeLast(MostDead - 1), dead],
    };
}
