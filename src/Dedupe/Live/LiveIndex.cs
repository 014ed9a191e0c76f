namespace Dedupe.Live;

/// <summary>
/// Answers what an arriving article is a copy of, and keeps the answer right as more arrive. The store has what is
/// true; this holds the keys of its articles, so that the ones that share something are found, and compares with them
/// by the batch's own verifier. Answers at arrival use what is known then; <see cref="SettleAsync"/> runs the batch
/// over all articles of the window, and then clusters are those of the batch.
/// </summary>
/// <remarks>Safe from any thread. Articles are stored one after the other, questions are answered meanwhile.</remarks>
internal sealed class LiveIndex : IAsyncDisposable
{
    /// <summary>Opens an index. Segments that are missing or damaged are made anew in the background.</summary>
    /// <param name="store">The store; it stays the caller's to close, after the index.</param>
    /// <param name="options">How texts are compared, and what is kept.</param>
    /// <exception cref="LiveStoreException">The store cannot be read.</exception>
    /// <exception cref="IOException">The folder cannot be written.</exception>
    public static LiveIndex Open(ILiveStore store, LiveOptions options) => throw new NotImplementedException();

    /// <summary>How it is.</summary>
    public LiveStatus Status => throw new NotImplementedException();

    /// <summary>Stores items. When the task ends they are on the disk, each with its answer, in their order; an item
    /// that cannot be compared is told in its answer and costs no other.</summary>
    /// <exception cref="LiveStoreException">None of them is stored.</exception>
    public Task<IReadOnlyList<LiveAnswer>> AddAsync(
        IReadOnlyList<LiveItem> items, CancellationToken cancellationToken) => throw new NotImplementedException();

    /// <summary>What an item would be a copy of; nothing is stored.</summary>
    public LiveAnswer Query(in LiveItem item, CancellationToken cancellationToken) =>
        throw new NotImplementedException();

    /// <summary>Removes all versions of an item, or takes them down (<paramref name="forget"/>).</summary>
    /// <returns>How many versions there were.</returns>
    public Task<int> RemoveAsync(string source, string id, bool forget, CancellationToken cancellationToken) =>
        throw new NotImplementedException();

    /// <summary>Makes clusters those of the batch. One at a time; articles are taken meanwhile.</summary>
    public Task<LiveSettlement> SettleAsync(CancellationToken cancellationToken) => throw new NotImplementedException();

    /// <summary>Attaches a finished batch run that kept its keys: items are compared with its documents too.</summary>
    /// <exception cref="InvalidDataException">There is no such run, or it kept no keys.</exception>
    public void Attach(string runDirectory) => throw new NotImplementedException();

    /// <summary>Ends when there are events after a number, of this server or another one.</summary>
    public Task WaitForEventsAsync(long after, CancellationToken cancellationToken) =>
        throw new NotImplementedException();

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => throw new NotImplementedException();
}
