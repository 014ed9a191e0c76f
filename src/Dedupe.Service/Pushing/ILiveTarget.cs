namespace Dedupe.Service.Pushing;

/// <summary>Where articles go and questions are asked: a server, or an index in this process. Safe from any
/// thread.</summary>
internal interface ILiveTarget : IAsyncDisposable
{
    /// <summary>Names it, without a password: what was sent to one target is new to another.</summary>
    string Name { get; }

    /// <summary>Sends items; when the task ends they are acknowledged, each with its outcome, in their order. What
    /// passes by itself is waited for.</summary>
    /// <exception cref="IOException">They may not be stored. Sending them again stores none of them twice.</exception>
    Task<IReadOnlyList<ItemOutcome>> AddAsync(IReadOnlyList<OutgoingItem> items, CancellationToken cancellationToken);

    /// <summary>What items would be copies of; nothing is stored.</summary>
    /// <exception cref="IOException">They cannot be asked about.</exception>
    Task<IReadOnlyList<ItemOutcome>> QueryAsync(IReadOnlyList<OutgoingItem> items, CancellationToken cancellationToken);
}
