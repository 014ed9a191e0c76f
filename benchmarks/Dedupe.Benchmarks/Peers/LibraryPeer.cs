using Dedupe.Live;
using Dedupe.Service.Stores;

namespace Dedupe.Benchmarks.Peers;

/// <summary>The live index in this process, on SQLite: what is answered is on the disk.</summary>
internal sealed class LibraryPeer : IPeer
{
    private readonly string folder;
    private readonly DatabaseStore store;
    private readonly LiveIndex live;

    /// <summary>Makes it in a folder.</summary>
    public LibraryPeer(string folder)
    {
        this.folder = folder;
        store = LiveStores.Open(Path.Combine(folder, "live.db"));
        live = LiveIndex.Open(store, new LiveOptions { Folder = Path.Combine(folder, "index") });
    }

    /// <inheritdoc/>
    public async Task<IReadOnlyList<PeerMatch>> TakeAsync(PeerArticle article, bool ask)
    {
        var answers = await live.AddAsync([new LiveItem(article.Document)], default).ConfigureAwait(false);
        return OwnAnswer.Copies(answers[0].Json);
    }

    /// <inheritdoc/>
    public Task<long> MeasureAsync() => Task.FromResult(Folders.Bytes(folder));

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await live.DisposeAsync().ConfigureAwait(false);
        store.Dispose();
    }
}
