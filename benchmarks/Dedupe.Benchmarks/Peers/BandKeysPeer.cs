using Npgsql;

namespace Dedupe.Benchmarks.Peers;

/// <summary>
/// MinHash by hand in PostgreSQL: keys of bands in a column with a GIN index; whoever shares one is compared exactly.
/// </summary>
internal sealed class BandKeysPeer : PostgresPeer
{
    private const double Floor = 0.05;
    private readonly int rows;
    private readonly NpgsqlParameter<long[]> wanted = new() { DataTypeName = "bigint[]", TypedValue = [] };
    private readonly NpgsqlParameter<string> id = new() { TypedValue = "" };
    private readonly NpgsqlParameter<string> body = new() { TypedValue = "" };
    private readonly NpgsqlParameter<long[]> keys = new() { DataTypeName = "bigint[]", TypedValue = [] };
    private readonly NpgsqlCommand question;
    private readonly NpgsqlCommand addition;

    /// <summary>Makes the table.</summary>
    /// <param name="address">The database.</param>
    /// <param name="rows">MinHash values of a band: 8, 4 or 2 of 128.</param>
    public BandKeysPeer(string address, int rows)
        : base(address,
            "CREATE TABLE peer (id text, body text, keys bigint[]); CREATE INDEX ON peer USING gin (keys) WITH " +
            "(fastupdate = off)")
    {
        this.rows = rows;
        question = Prepare("SELECT id, body FROM peer WHERE keys && $1", wanted);
        addition = Prepare("INSERT INTO peer VALUES ($1, $2, $3)", id, body, keys);
    }

    /// <inheritdoc/>
    public override async Task<IReadOnlyList<PeerMatch>> TakeAsync(PeerArticle article, bool ask)
    {
        var shingles = Shingles.Of(article.Text);
        keys.TypedValue = wanted.TypedValue = Shingles.BandKeys(shingles, rows);
        List<PeerMatch> matches = [];
        if (ask)
        {
            await using var found = await question.ExecuteReaderAsync().ConfigureAwait(false);
            while (await found.ReadAsync().ConfigureAwait(false))
            {
                var other = Shingles.Of(found.GetString(1));
                var shared = (double)shingles.Count(other.Contains);
                var score = shared / (shingles.Count + other.Count - shared);
                if (score >= Floor)
                    matches.Add(new PeerMatch(
                        found.GetString(0), score, shared / Math.Min(shingles.Count, other.Count)));
            }
        }

        (id.TypedValue, body.TypedValue) = (article.Id, article.Text);
        await addition.ExecuteNonQueryAsync().ConfigureAwait(false);
        return matches;
    }
}
