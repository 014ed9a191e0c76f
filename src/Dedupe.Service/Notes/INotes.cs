namespace Dedupe.Service.Notes;

/// <summary>
/// Keeps small things beside the articles of a store: keys, webhooks. Each is one piece of bytes with a name. Safe from
/// any thread and for several processes.
/// </summary>
internal interface INotes
{
    /// <summary>Reads one; null when there is none.</summary>
    byte[]? Read(string name);

    /// <summary>Changes one; nobody else changes it meanwhile, and it is durable afterwards.</summary>
    /// <param name="name">Its name: small letters.</param>
    /// <param name="change">Makes what is kept from what was kept; null in and out: nothing.</param>
    void Change(string name, Func<byte[]?, byte[]> change);
}
