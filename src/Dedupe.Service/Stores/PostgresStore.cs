using System.Globalization;
using System.Text;
using Dedupe.Live;
using Npgsql;

namespace Dedupe.Service.Stores;

/// <summary>
/// A store in a schema of PostgreSQL, which several servers may have open. They write one after the other; reading goes
/// on meanwhile. What is committed is on the disk, as far as the server is set up for it (<c>fsync</c>, and
/// <c>synchronous_commit</c>, which is turned on where it is off).
/// </summary>
/// <remarks>
/// What is forgotten goes from the tables, and a vacuum of them is asked for. PostgreSQL does not overwrite: bytes of
/// old rows stay in free room of a page until others take it, in the write-ahead log until its files are used again,
/// on standbys, and in backups. <c>VACUUM FULL</c> of the tables writes them anew without that.
/// </remarks>
internal sealed class PostgresStore : DatabaseStore
{
    /// <summary>The schema where the address names none.</summary>
    public const string DefaultSchema = "dedupe";

    private static readonly TimeSpan MarksAreKept = TimeSpan.FromDays(7);

    private readonly NpgsqlDataSource source;
    private readonly PostgresPatience patience = new();
    private readonly PostgresWriter writer;
    private readonly string name;
    private readonly string schema;

    private PostgresStore(NpgsqlConnectionStringBuilder address)
    {
        name = $"{address.Host}/{address.Database ?? address.Username}";
        schema = address.SearchPath is { Length: > 0 } path ? path : DefaultSchema;
        source = SourceOf(address, schema);
        var key = ItemKey.Of("dedupe"u8, Encoding.UTF8.GetBytes(schema));
        var lockText = string.Create(
            CultureInfo.InvariantCulture, $"SET LOCAL lock_timeout = '30s'; SELECT pg_advisory_xact_lock({key})");
        writer = new PostgresWriter(Connect, lockText, patience);
        try
        {
            using var link = patience.Do(Connect, CancellationToken.None);
            Identity = link.Run(() =>
            {
                PostgresSchema.Prepare(link, schema, lockText, name);
                // Marks of servers that are long gone; each start makes one.
                link.Execute(
                    "DELETE FROM writers WHERE at < $1", DateTimeOffset.UtcNow.Subtract(MarksAreKept).UtcTicks);
                return new Guid(link.List("SELECT identity FROM store", static row => row.GetFieldValue<byte[]>(0))[0]);
            });
        }
        catch
        {
            Closed();
            throw;
        }
    }

    /// <inheritdoc/>
    public override Guid Identity { get; }

    /// <summary>Opens a store, and makes its tables when they are not there.</summary>
    /// <param name="address">Where it is; a search path names the schema, otherwise it is <c>dedupe</c>.</param>
    /// <exception cref="LiveStoreException">It cannot be opened, is damaged, or no store of this version or an earlier
    /// one.</exception>
    public static PostgresStore Open(NpgsqlConnectionStringBuilder address) => new(address);

    /// <inheritdoc/>
    public override ILiveTransaction Begin(CancellationToken cancellationToken)
    {
        writer.Turn.Wait(cancellationToken);
        try
        {
            return new PostgresLiveTransaction(writer, cancellationToken);
        }
        catch
        {
            writer.Turn.Release();
            throw;
        }
    }

    /// <inheritdoc/>
    protected override StoreReader Open() => new PostgresReader(Connect());

    /// <inheritdoc/>
    protected override void Closed()
    {
        writer.Dispose();
        source.Dispose();
    }

    /// <inheritdoc/>
    protected override T Again<T>(Func<T> action) => patience.Do(action, CancellationToken.None);

    private PostgresLink Connect()
    {
        NpgsqlConnection? connection = null;
        try
        {
            connection = source.OpenConnection();
            using var command = new NpgsqlCommand(
                // All questions are for few rows by their keys; statistics of young tables lead to other plans.
                """
                SET enable_hashjoin = off; SET enable_mergejoin = off; SET enable_seqscan = off; SET jit = off;
                SELECT set_config('synchronous_commit', 'on', false) WHERE current_setting('synchronous_commit') = 'off'
                """,
                connection);
            command.ExecuteNonQuery();
            return new PostgresLink(connection, name);
        }
        catch (Exception error) when (error is NpgsqlException or IOException or TimeoutException
            or System.Net.Sockets.SocketException)
        {
            connection?.Dispose();
            throw PostgresFault.Of(error, name);
        }
    }

    // Compiled ahead of time only what is asked for is there.
    private static NpgsqlDataSource SourceOf(NpgsqlConnectionStringBuilder given, string schema)
    {
        var builder = new NpgsqlSlimDataSourceBuilder(given.ConnectionString);
        builder.EnableTransportSecurity();
        builder.EnableArrays();
        var settings = builder.ConnectionStringBuilder;
        settings.Pooling = false;
        settings.SearchPath = PostgresSchema.Quoted(schema);
        settings.MaxAutoPrepare = 100;
        settings.AutoPrepareMinUsages = 2;
        settings.TcpKeepAlive = true;
        settings.ApplicationName ??= "dedupe";
        return builder.Build();
    }
}
