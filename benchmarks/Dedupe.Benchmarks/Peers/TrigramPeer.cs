using System.Globalization;
using Npgsql;

namespace Dedupe.Benchmarks.Peers;

/// <summary>pg_trgm: the ten texts whose sets of three letters are the most similar.</summary>
internal sealed class TrigramPeer : PostgresPeer
{
    private readonly NpgsqlParameter<string> wanted = new() { TypedValue = "" };
    private readonly NpgsqlParameter<string> id = new() { TypedValue = "" };
    private readonly NpgsqlParameter<string> body = new() { TypedValue = "" };
    private readonly NpgsqlCommand question;
    private readonly NpgsqlCommand addition;
    private int refused;

    /// <summary>Makes the table.</summary>
    /// <param name="address">The database; its user may create extensions.</param>
    /// <param name="floor">The least similarity that is answered, 0 to 1.</param>
    /// <param name="index">The index: <c>gin</c> or <c>gist</c>.</param>
    public TrigramPeer(string address, double floor, string index)
        : base(address,
            "CREATE EXTENSION IF NOT EXISTS pg_trgm; CREATE TABLE peer (id text, body text);"
                + (index == "gin" ? "CREATE INDEX ON peer USING gin (body gin_trgm_ops) WITH (fastupdate = off)"
                    : "CREATE INDEX ON peer USING gist (body gist_trgm_ops(siglen=2024))"))
    {
        Run(string.Create(CultureInfo.InvariantCulture, $"SET pg_trgm.similarity_threshold = {floor}"));
        question = Prepare(
            "SELECT id, similarity(body, $1) FROM peer WHERE body % $1 ORDER BY 2 DESC LIMIT 10", wanted);
        addition = Prepare("INSERT INTO peer VALUES ($1, $2)", id, body);
    }

    /// <inheritdoc/>
    public override async Task<IReadOnlyList<PeerMatch>> TakeAsync(PeerArticle article, bool ask)
    {
        List<PeerMatch> matches = [];
        if (ask)
        {
            wanted.TypedValue = article.Text;
            await using var found = await question.ExecuteReaderAsync().ConfigureAwait(false);
            while (await found.ReadAsync().ConfigureAwait(false))
                matches.Add(new PeerMatch(found.GetString(0), found.GetFloat(1)));
        }

        (id.TypedValue, body.TypedValue) = (article.Id, article.Text);
        try
        {
            await addition.ExecuteNonQueryAsync().ConfigureAwait(false);
        }
        catch (PostgresException error) when (error.SqlState == PostgresErrorCodes.ProgramLimitExceeded)
        {
            // A GiST index takes no text whose trigrams are more than a page.
            refused++;
        }

        return matches;
    }

    /// <inheritdoc/>
    public override ValueTask DisposeAsync()
    {
        if (refused > 0)
            Console.Error.WriteLine(string.Create(
                CultureInfo.InvariantCulture, $"{refused} texts were too long for the index, and are not stored."));
        return base.DisposeAsync();
    }
}
