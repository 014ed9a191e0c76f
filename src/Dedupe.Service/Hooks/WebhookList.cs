namespace Dedupe.Service.Hooks;

/// <summary>The webhooks of a store as they are kept.</summary>
internal sealed record WebhookList
{
    /// <summary>They, in the order in which they were made.</summary>
    public IReadOnlyList<Webhook> Webhooks { get; init; } = [];
}
