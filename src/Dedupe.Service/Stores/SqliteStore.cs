using Dedupe.Live;
using Polly;
using Polly.Retry;

namespace Dedupe.Service.Stores;

/// <summary>
/// A store in one file of SQLite. One transaction at a time writes to it, of all processes that have it open; reading
/// goes on meanwhile. What is committed is on the disk. Not for folders of a network: SQLite's log needs memory that
/// its processes share.
/// </summary>
/// <remarks>
/// What is forgotten is overwritten with zeros where it stands, and the log is emptied: neither file has it any more.
/// What the file system or the disk keeps of old blocks (snapshots, worn cells) is out of reach.
/// </remarks>
internal sealed class SqliteStore : DatabaseStore
{
    // SQLite itself waits for a second each time.
    private static readonly ResiliencePipeline WhileBusy = new ResiliencePipelineBuilder()
        .AddRetry(new RetryStrategyOptions
        {
            MaxRetryAttempts = 30,
            Delay = TimeSpan.FromMilliseconds(20),
            UseJitter = true,
            ShouldHandle = static arguments =>
                ValueTask.FromResult(SqliteFault.IsBusy(arguments.Outcome.Exception)),
        })
        .Build();

    private readonly SemaphoreSlim turn = new(1, 1);
    private readonly string path;
    private readonly SqliteLink writer;

    private SqliteStore(string path, SqliteLink writer)
    {
        (this.path, this.writer) = (path, writer);
        Identity = new Guid(writer.List(
            "SELECT identity FROM store", static row => row.GetFieldValue<byte[]>(0))[0]);
    }

    /// <inheritdoc/>
    public override Guid Identity { get; }

    /// <summary>Opens a store, and makes it when the file is not there.</summary>
    /// <param name="path">The file; its folder must be there.</param>
    /// <exception cref="LiveStoreException">It cannot be opened, is damaged, or no store of this version or an earlier
    /// one.</exception>
    public static SqliteStore Open(string path)
    {
        path = Path.GetFullPath(path);
        SqliteSchema.Require(path);
        var link = new SqliteLink(path, isWriter: true);
        try
        {
            return link.Run(() => Waiting(() => Made(link, path), CancellationToken.None));
        }
        catch
        {
            link.Dispose();
            throw;
        }
    }

    /// <inheritdoc/>
    public override ILiveTransaction Begin(CancellationToken cancellationToken)
    {
        turn.Wait(cancellationToken);
        try
        {
            writer.Run(() => Waiting(() => writer.Execute("BEGIN IMMEDIATE"), cancellationToken));
            return new SqliteLiveTransaction(writer, turn);
        }
        catch
        {
            turn.Release();
            throw;
        }
    }

    /// <inheritdoc/>
    protected override StoreReader Open() =>
        new SqliteReader(new SqliteLink(path, isWriter: false), isInTransaction: false);

    /// <inheritdoc/>
    protected override void Closed()
    {
        writer.Dispose();
        turn.Dispose();
    }

    /// <inheritdoc/>
    protected override T Again<T>(Func<T> action) => Waiting(action, CancellationToken.None);

    private static SqliteStore Made(SqliteLink link, string path)
    {
        SqliteSchema.Prepare(link, path);
        link.Execute("PRAGMA journal_mode = WAL");
        link.Execute("PRAGMA synchronous = FULL");
        link.Execute("PRAGMA secure_delete = ON");
        link.Execute("PRAGMA cache_size = -16000");
        // Whoever forgot something may have been killed before the log was empty.
        link.OwesEmptying = true;
        link.EmptyLog();
        return new SqliteStore(path, link);
    }

    private static T Waiting<T>(Func<T> action, CancellationToken cancellationToken) =>
        WhileBusy.Execute(static (todo, _) => todo(), action, cancellationToken);
}
