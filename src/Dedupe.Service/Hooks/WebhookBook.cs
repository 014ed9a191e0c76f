using System.Security.Cryptography;
using System.Text.Json;
using Dedupe.Service.Notes;

namespace Dedupe.Service.Hooks;

/// <summary>Keeps the webhooks of a store. Safe from any thread and for several servers.</summary>
internal sealed class WebhookBook(INotes notes, TimeProvider clock)
{
    private const string Note = "webhooks";

    /// <summary>How many there may be.</summary>
    public const int Most = 100;

    /// <summary>All of them.</summary>
    /// <exception cref="InvalidDataException">What is kept is damaged.</exception>
    public IReadOnlyList<Webhook> Read() => Read(notes.Read(Note)).Webhooks;

    /// <summary>Adds one; null when there are too many.</summary>
    /// <param name="url">Where events are sent.</param>
    /// <param name="kinds">The kinds of events; empty: all.</param>
    /// <param name="after">The number of the event after which it begins.</param>
    public Webhook? Add(string url, IReadOnlyList<string> kinds, long after)
    {
        var made = new Webhook
        {
            Id = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(4)),
            Url = url,
            Secret = Convert.ToBase64String(RandomNumberGenerator.GetBytes(32)),
            Kinds = kinds,
            CreatedAt = clock.GetUtcNow(),
            After = after,
        };
        var fits = false;
        Change(all => (fits = all.Count < Most) ? [.. all, made] : all);
        return fits ? made : null;
    }

    /// <summary>Removes one.</summary>
    /// <returns>Whether it was there.</returns>
    public bool Remove(string id)
    {
        var found = false;
        Change(all =>
        {
            found = all.Any(hook => hook.Id == id);
            return [.. all.Where(hook => hook.Id != id)];
        });
        return found;
    }

    /// <summary>Changes one, if it is still there.</summary>
    public void Change(string id, Func<Webhook, Webhook> change) =>
        Change(all => [.. all.Select(hook => hook.Id == id ? change(hook) : hook)]);

    private void Change(Func<IReadOnlyList<Webhook>, IReadOnlyList<Webhook>> change) =>
        notes.Change(Note, bytes => JsonSerializer.SerializeToUtf8Bytes(
            new WebhookList { Webhooks = change(Read(bytes).Webhooks) }, HooksJson.Default.WebhookList));

    private static WebhookList Read(byte[]? bytes)
    {
        if (bytes is null)
            return new WebhookList();
        try
        {
            return JsonSerializer.Deserialize(bytes, HooksJson.Default.WebhookList) ?? throw new JsonException();
        }
        catch (JsonException fault)
        {
            throw new InvalidDataException("The webhooks of the store are damaged.", fault);
        }
    }
}
