namespace Dedupe.Service.Access;

/// <summary>A key as it is kept: never the key itself.</summary>
internal sealed record KeyRecord
{
    /// <summary>What it is known by; part of the key.</summary>
    public required string Id { get; init; }

    /// <summary>Whose it is, for people.</summary>
    public required string Name { get; init; }

    /// <summary>SHA-256 of the key, in hexadecimal digits. The key has 256 random bits: nobody can try them, so no salt
    /// and no slow hash is needed.</summary>
    public required string Hash { get; init; }

    /// <summary>The same of the key before the last rotation; null when there is none.</summary>
    public string? EarlierHash { get; init; }

    /// <summary>Until when the earlier one is good.</summary>
    public DateTimeOffset? EarlierUntil { get; init; }

    /// <summary>What it is for.</summary>
    public KeyScopes Scopes { get; init; }

    /// <summary>Sources it may send and remove articles of, compared without case; empty: all.</summary>
    public IReadOnlyList<string> Sources { get; init; } = [];

    /// <summary>When it was made.</summary>
    public DateTimeOffset CreatedAt { get; init; }

    /// <summary>Until when it is good; null: for good.</summary>
    public DateTimeOffset? ExpiresAt { get; init; }

    /// <summary>When it was taken back; null: it was not.</summary>
    public DateTimeOffset? RevokedAt { get; init; }

    /// <summary>Whether it is good at a time.</summary>
    public bool IsGoodAt(DateTimeOffset now) => RevokedAt is null && !(ExpiresAt <= now);
}
