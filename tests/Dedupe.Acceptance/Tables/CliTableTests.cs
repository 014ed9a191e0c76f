using System.Diagnostics;
using Xunit;

namespace Dedupe.Acceptance.Tables;

/// <summary>Tables of real databases: read, cleaned up, and put back.</summary>
public sealed class CliTableTests(PostgresServer server) : IClassFixture<PostgresServer>
{
    private const string All = "SELECT * FROM articles ORDER BY id";

    [Theory]
    [InlineData("sqlite")]
    [InlineData("postgresql")]
    public async Task APlanIsAppliedAndUndone(string kind)
    {
        using var data = Make(kind);
        const string Odd = "\"Odd \"\"name\"\"; DROP\"";
        data.Execute(
            $"CREATE TABLE {Odd} (\"the key\" varchar(40) PRIMARY KEY, \"Te\"\"xt\" text, n integer, " +
            "twice integer GENERATED ALWAYS AS (2 * n) STORED)");
        string?[] texts = [Cli.Harbour, Cli.Harbour, Cli.Orchard, null, null, "", ""];
        for (var row = 0; row < texts.Length; row++)
            data.Execute($"INSERT INTO {Odd} VALUES (@p0, @p1, @p2)", $"k'\"{row}é", texts[row], row);
        string[] plan =
            ["clean", "plan", data.Address, "--table", Odd, "--id", "the key", "--text", "Te\"xt", "-o", data.Plan];
        const string Rows = $"SELECT * FROM {Odd} ORDER BY n";
        var before = data.Rows(Rows);

        var planned = await Cli.Run(plan);
        // Rows without a text are rejected, and equal to nothing.
        Assert.Equal(3, planned.ExitCode);
        Assert.Contains("1 of 7 rows may go", planned.Output, StringComparison.Ordinal);
        Assert.Contains(
            "1 row can be moved", (await Cli.Run("clean", "apply", data.Plan)).Succeeded().Output,
            StringComparison.Ordinal);
        Assert.Equal(before, data.Rows(Rows));
        (await data.ApplyAsync()).Succeeded();
        Assert.Equal(
            "1", data.Rows("SELECT count(*) FROM \"Odd \"\"name\"\"; DROP_dedupe_quarantine\" WHERE twice = 2 * n"));
        Assert.Equal("6", data.Rows($"SELECT count(*) FROM {Odd}"));
        Assert.Contains("\"before\":1", (await data.ApplyAsync()).Succeeded().Output, StringComparison.Ordinal);
        (await data.UndoAsync()).Succeeded();
        Assert.Equal(before, data.Rows(Rows));
        Assert.Equal("0", data.Rows("SELECT count(*) FROM \"Odd \"\"name\"\"; DROP_dedupe_quarantine\""));
    }

    [Theory]
    [InlineData("sqlite")]
    [InlineData("postgresql")]
    public async Task WhatChangedIsLeftAndCounted(string kind)
    {
        using var data = Make(kind);
        data.Articles(6);
        (await data.PlanAsync()).Succeeded();
        // Of each pair the one stays whose key comes first as text.
        data.Execute("UPDATE articles SET body = 'other' WHERE id = 1"); // stays
        data.Execute("DELETE FROM articles WHERE id = 3"); // stays
        data.Execute("UPDATE articles SET body = 'other' WHERE id = 6"); // goes
        data.Execute("UPDATE articles SET body = NULL WHERE id = 8");
        data.Execute("DELETE FROM articles WHERE id = 9"); // goes: as text its key is behind 10
        var before = data.Rows(All + " LIMIT 10");

        var run = await data.ApplyAsync();

        Assert.Equal(3, run.ExitCode);
        Assert.Contains(
            "\"done\":1,\"before\":0,\"failed\":5,\"skipped\":{\"changed\":2,\"gone\":1,\"keeper-changed\":1," +
            "\"keeper-gone\":1}", run.Output, StringComparison.Ordinal);
        Assert.Equal(before.Replace("\n12|" + TableCase.Text(5), "", StringComparison.Ordinal), data.Rows(All));
    }

    [Theory]
    [InlineData("sqlite", "")]
    [InlineData("postgresql", "")]
    [InlineData("sqlite", " DEFERRABLE INITIALLY DEFERRED")]
    [InlineData("postgresql", " DEFERRABLE INITIALLY DEFERRED")]
    public async Task ARowThatOthersPointAtStays(string kind, string when)
    {
        using var data = Make(kind);
        data.Articles(4);
        data.Execute($"CREATE TABLE notes (article integer REFERENCES articles (id){when})");
        data.Execute("INSERT INTO notes VALUES (4)");
        (await data.PlanAsync()).Succeeded();

        var run = await data.ApplyAsync();

        Assert.Equal(3, run.ExitCode);
        Assert.Contains("\"done\":3", run.Output, StringComparison.Ordinal);
        Assert.Contains("\"skipped\":{\"in-use\":1}", run.Output, StringComparison.Ordinal);
        Assert.Equal("1\n3\n4\n5\n7", data.Rows("SELECT id FROM articles ORDER BY id"));
    }

    [Theory]
    [InlineData("sqlite")]
    [InlineData("postgresql")]
    public async Task WhatStandsInTheWayStays(string kind)
    {
        using var data = Make(kind);
        data.Articles(3);
        (await data.PlanAsync()).Succeeded();
        (await data.ApplyAsync()).Succeeded();
        data.Execute("INSERT INTO articles (id, body) VALUES (4, 'new')");

        var run = await data.UndoAsync();

        Assert.Equal(3, run.ExitCode);
        Assert.Contains("\"skipped\":{\"in-the-way\":1}", run.Output, StringComparison.Ordinal);
        Assert.Equal("new", data.Rows("SELECT body FROM articles WHERE id = 4"));
        Assert.Equal("4", data.Rows("SELECT id FROM articles_dedupe_quarantine"));
    }

    [Theory]
    [InlineData("sqlite")]
    [InlineData("postgresql")]
    public async Task TablesWhoseRowsTakeOthersWithThemAreRefused(string kind)
    {
        using var data = Make(kind);
        data.Execute("CREATE TABLE two (a integer, b integer, text text, PRIMARY KEY (a, b))");
        data.Execute("CREATE VIEW seen AS SELECT a AS id, text FROM two");
        data.Articles(2);
        foreach (var (table, key) in ((string, string)[])[("two", "a"), ("seen", "id")])
        {
            var refused = await Cli.Run("clean", "plan", data.Address, "--table", table, "--id", key, "-o", data.Plan);
            Assert.Equal(2, refused.ExitCode);
        }

        (await data.PlanAsync()).Succeeded();
        data.Execute("CREATE TABLE tags (article integer REFERENCES articles (id) ON DELETE CASCADE)");
        var cascade = await data.ApplyAsync();
        Assert.Equal(2, cascade.ExitCode);
        Assert.Contains("tags", cascade.Error, StringComparison.Ordinal);
        Assert.Equal("4", data.Rows("SELECT count(*) FROM articles"));
    }

    [Theory]
    [InlineData("sqlite")]
    [InlineData("postgresql")]
    public async Task TriggersFireOnlyWhenAskedTo(string kind)
    {
        using var data = Make(kind);
        data.Articles(2);
        (await data.PlanAsync()).Succeeded();
        data.Execute("CREATE TABLE gone (id integer)");
        data.Execute(data.IsPostgres
            ? "CREATE FUNCTION note() RETURNS trigger LANGUAGE plpgsql AS " +
                "'BEGIN INSERT INTO gone VALUES (OLD.id); RETURN OLD; END'; " +
                "CREATE TRIGGER noted BEFORE DELETE ON articles FOR EACH ROW EXECUTE FUNCTION note()"
            : "CREATE TRIGGER noted BEFORE DELETE ON articles BEGIN INSERT INTO gone VALUES (OLD.id); END");

        Assert.Equal(2, (await data.ApplyAsync()).ExitCode);
        Assert.Equal("0", data.Rows("SELECT count(*) FROM gone"));
        (await data.ApplyAsync("--with-triggers")).Succeeded();
        Assert.Equal("2", data.Rows("SELECT count(*) FROM gone"));
    }

    [Theory]
    [InlineData("sqlite")]
    [InlineData("postgresql")]
    public async Task ResultsAreWrittenOnceHoweverOften(string kind)
    {
        using var data = Make(kind);
        data.Articles(3);
        (await data.PlanAsync("--write-results")).Succeeded();
        (await data.PlanAsync("--write-results", "--overwrite")).Succeeded();
        Assert.Equal(
            "1|0\n2|1\n3|0\n4|1\n5|0\n6|1", data.Rows("SELECT id, goes FROM dedupe_result ORDER BY id"));
    }

    [Theory]
    [InlineData("sqlite")]
    [InlineData("postgresql")]
    public async Task ARunOverATableGoesOn(string kind)
    {
        using var data = Make(kind);
        data.Articles(3);
        string[] run = ["cluster", data.Address, "--table", "articles", "--text", "body", "-o", data.Plan];
        (await Cli.Run(run)).Succeeded();
        data.Execute("UPDATE articles SET body = NULL");
        // What was read is what the run is of.
        Assert.Contains(
            "nothing to do", (await Cli.Run([.. run, "--resume"])).Succeeded().Error, StringComparison.Ordinal);
        Assert.Equal(3, (await Cli.Run([.. run, "--overwrite"])).ExitCode);
    }

    [Fact]
    public async Task APasswordIsWrittenNowhere()
    {
        using var data = Make("postgresql");
        data.Articles(2);
        const string Secret = "tulip-77-secret";
        (await Cli.Run(
            "clean", "plan", $"{data.Address};Password={Secret}", "--table", "articles", "--text", "body", "-o",
            data.Plan, "-q")).Succeeded();
        var written = Directory.GetFiles(data.Plan, "*", SearchOption.AllDirectories);
        Assert.NotEmpty(written);
        Assert.All(written, static file => Assert.DoesNotContain(
            Secret, File.ReadAllText(file), StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("sqlite")]
    [InlineData("postgresql")]
    public async Task KilledItGoesOn(string kind)
    {
        using var data = Make(kind);
        data.Articles(1600);
        var before = data.Rows(All);
        (await data.PlanAsync()).Succeeded();

        await KillAsync(data, "apply", "SELECT count(*) FROM articles", "--yes");
        Assert.Equal("3200", data.Rows(
            "SELECT count(*) FROM (SELECT id FROM articles UNION ALL SELECT id FROM articles_dedupe_quarantine) a"));
        (await data.ApplyAsync()).Succeeded();
        Assert.Equal("1600", data.Rows("SELECT count(*) FROM articles"));
        await KillAsync(data, "undo", "SELECT count(*) FROM articles");
        (await data.UndoAsync()).Succeeded();

        Assert.Equal(before, data.Rows(All));
        Assert.Equal("0", data.Rows("SELECT count(*) FROM articles_dedupe_quarantine"));
    }

    [Theory]
    [InlineData("RAISE EXCEPTION USING ERRCODE = 'deadlock_detected'")]
    [InlineData("PERFORM pg_terminate_backend(pg_backend_pid())")]
    public async Task WhatPassesByItselfIsDoneAgain(string fault)
    {
        using var data = Make("postgresql");
        data.Articles(3);
        (await data.PlanAsync()).Succeeded();
        // A sequence counts on when all else is undone: the fault comes once.
        data.Execute(
            "CREATE SEQUENCE times; CREATE FUNCTION fail() RETURNS trigger LANGUAGE plpgsql AS $$BEGIN " +
            $"IF nextval('times') = 2 THEN {fault}; END IF; RETURN OLD; END$$; " +
            "CREATE TRIGGER failing BEFORE DELETE ON articles FOR EACH ROW EXECUTE FUNCTION fail()");

        var run = (await data.ApplyAsync("--with-triggers")).Succeeded();

        Assert.Contains("\"done\":3", run.Output, StringComparison.Ordinal);
        Assert.Equal("3", data.Rows("SELECT count(*) FROM articles"));
        Assert.Equal("3", data.Rows("SELECT count(*) FROM articles_dedupe_quarantine"));
    }

    [Fact]
    public async Task ASocketStandsInAnAddressAsItsToolsWriteIt()
    {
        using var data = Make("postgresql");
        data.Articles(2);
        var parts = data.Address.Split(';').Select(static part => part.Split('=', 2)[1]).ToArray();

        var run = await Cli.Run(
            "clean", "plan", $"postgresql://{parts[1]}@{Uri.EscapeDataString(parts[0])}/{parts[2]}", "--table",
            "articles", "--text", "body", "-o", data.Plan);

        Assert.Contains("2 of 4 rows may go", run.Succeeded().Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task APlanThatWasAppliedIsNotReplacedByOneOfFiles()
    {
        using var data = Make("sqlite");
        data.Articles(2);
        var before = data.Rows(All);
        (await data.PlanAsync()).Succeeded();
        (await data.ApplyAsync()).Succeeded();
        using var folder = new TemporaryFolder();
        folder.Write("in/a.txt", Cli.Harbour);
        folder.Write("in/b.txt", Cli.Harbour);

        var other = await Cli.Run("clean", "plan", Path.Combine(folder.Path, "in"), "-o", data.Plan, "--overwrite");
        Assert.Equal(2, other.ExitCode);
        (await data.UndoAsync()).Succeeded();
        Assert.Equal(before, data.Rows(All));
    }

    // As soon as the first transaction is through, without a word.
    private static async Task KillAsync(TableCase data, string what, string watched, params string[] more)
    {
        var first = data.Rows(watched);
        using var process = Process.Start(new ProcessStartInfo(Cli.Program, ["clean", what, data.Plan, "-q", .. more])
        {
            UseShellExecute = false,
            RedirectStandardOutput = true,
        })!;
        while (data.Rows(watched) == first && !process.HasExited)
            await Task.Yield();
        process.Kill();
        await process.WaitForExitAsync();
    }

    private TableCase Make(string kind)
    {
        if (kind == "sqlite")
            return new TableCase(null);
        Assert.SkipWhen(server.Problem is not null, server.Problem ?? "");
        return new TableCase(server);
    }
}
