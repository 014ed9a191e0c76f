using Dedupe.Live;

namespace Dedupe.Service.Pushing;

/// <summary>
/// An index in this process over a store that a server may have open as well. Its own files are in a folder of its own:
/// no two processes write to one.
/// </summary>
internal sealed class OpenedIndex : IAsyncDisposable
{
    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(20);

    private readonly ILiveStore store;

    private OpenedIndex(ILiveStore store, LiveIndex index) => (this.store, Index) = (store, index);

    /// <summary>The index.</summary>
    public LiveIndex Index { get; }

    /// <summary>Names the store.</summary>
    public Guid Identity => store.Identity;

    /// <summary>Opens an index that stores nothing by itself: it does not settle, and deletes no texts.</summary>
    /// <param name="store">The store; it is closed with the index.</param>
    /// <param name="dedupe">How texts are compared.</param>
    /// <param name="folder">Folder of the index, kept for the next time; null: one that goes with it, for which all
    /// articles are signed anew (seconds for 100,000).</param>
    /// <param name="progress">Told how far the index is.</param>
    /// <param name="cancellationToken">Ends the waiting.</param>
    /// <returns>The index; it finds every article of the store.</returns>
    /// <exception cref="IOException">It cannot be made: the store is damaged, or there is no room.</exception>
    public static async Task<OpenedIndex> OpenForQuestionsAsync(
        ILiveStore store, DedupeOptions dedupe, string? folder, IProgress<RunProgress>? progress,
        CancellationToken cancellationToken)
    {
        var opened = Open(
            store, new LiveOptions { Dedupe = dedupe, Folder = folder, SettleAfter = 0, SettleEvery = null });
        try
        {
            long total = store.Count().LastArticle;
            while (opened.Index.Status is { Missing: > 0 and var missing } status)
            {
                // Whoever serves tries again for ever; whoever asks one question wants to know.
                if (status.Fault is { } fault)
                    throw new IOException($"The index of the articles cannot be made: {fault}");
                progress?.Report(new RunProgress("index", total - missing, total, 0) { Unit = "articles" });
                await Task.Delay(Look, cancellationToken);
            }

            return opened;
        }
        catch
        {
            await opened.DisposeAsync();
            throw;
        }
    }

    /// <summary>Opens an index.</summary>
    /// <param name="store">The store; it is closed with the index.</param>
    /// <param name="options">Its options.</param>
    /// <exception cref="Batch.RunDirectoryInUseException">Another process has the folder.</exception>
    public static OpenedIndex Open(ILiveStore store, LiveOptions options)
    {
        try
        {
            return new OpenedIndex(store, LiveIndex.Open(store, options));
        }
        catch
        {
            store.Dispose();
            throw;
        }
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await Index.DisposeAsync();
        store.Dispose();
    }
}
