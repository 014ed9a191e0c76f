using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Dedupe.Service.Notes;

namespace Dedupe.Service.Access;

/// <summary>Makes, lists and takes back the keys of a store. Safe from any thread and for several processes.</summary>
internal sealed class KeyBook(INotes notes, TimeProvider clock)
{
    /// <summary>How a key begins, so that one that leaked is found.</summary>
    public const string Prefix = "dedupe_";

    private const string Note = "keys";

    /// <summary>All keys.</summary>
    /// <exception cref="InvalidDataException">What is kept is damaged: nobody gets in then.</exception>
    public IReadOnlyList<KeyRecord> Read() => Read(notes.Read(Note)).Keys;

    /// <summary>Makes a key.</summary>
    /// <returns>What is kept, and the key: it is shown once and kept nowhere.</returns>
    public (KeyRecord Record, string Key) Add(
        string name, KeyScopes scopes, IReadOnlyList<string> sources, TimeSpan? lifetime)
    {
        var id = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(4));
        var key = NewKey(id);
        var now = clock.GetUtcNow();
        var record = new KeyRecord
        {
            Id = id,
            Name = name,
            Hash = HashOf(key),
            Scopes = scopes,
            Sources = sources,
            CreatedAt = now,
            ExpiresAt = now + lifetime,
        };
        Change(keys => [.. keys, record]);
        return (record, key);
    }

    /// <summary>Takes a key back, at once.</summary>
    /// <returns>Whether there is one of that id that was good.</returns>
    public bool Revoke(string id)
    {
        var found = false;
        Change(keys =>
        [
            .. keys.Select(key =>
            {
                if (key.Id != id || key.RevokedAt is not null)
                    return key;
                found = true;
                return key with { RevokedAt = clock.GetUtcNow(), EarlierHash = null, EarlierUntil = null };
            }),
        ]);
        return found;
    }

    /// <summary>Replaces a key; the one before it is good for a while.</summary>
    /// <returns>The key; null when there is no good one of that id.</returns>
    public string? Rotate(string id, TimeSpan grace)
    {
        string? made = null;
        var now = clock.GetUtcNow();
        Change(keys =>
        [
            .. keys.Select(key =>
            {
                if (key.Id != id || !key.IsGoodAt(now))
                    return key;
                made = NewKey(id);
                return key with
                {
                    Hash = HashOf(made),
                    EarlierHash = grace > TimeSpan.Zero ? key.Hash : null,
                    EarlierUntil = grace > TimeSpan.Zero ? now + grace : null,
                };
            }),
        ]);
        return made;
    }

    /// <summary>The hash of a key as it is kept.</summary>
    public static string HashOf(string key) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(key)));

    private void Change(Func<IReadOnlyList<KeyRecord>, IReadOnlyList<KeyRecord>> change) =>
        notes.Change(Note, bytes => JsonSerializer.SerializeToUtf8Bytes(
            new KeyList { Keys = change(Read(bytes).Keys) }, AccessJson.Default.KeyList));

    private static KeyList Read(byte[]? bytes)
    {
        if (bytes is null)
            return new KeyList();
        try
        {
            return JsonSerializer.Deserialize(bytes, AccessJson.Default.KeyList) ?? throw new JsonException();
        }
        catch (JsonException fault)
        {
            throw new InvalidDataException("The keys of the store are damaged.", fault);
        }
    }

    private static string NewKey(string id) =>
        $"{Prefix}{id}_{Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(32))}";
}
