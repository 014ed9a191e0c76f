using Xunit;

namespace Dedupe.Acceptance.Tables;

/// <summary>What rows hold that are never equal, keys of each kind, and rows that are deleted for good.</summary>
public sealed class CliTableRowTests(PostgresServer server) : IClassFixture<PostgresServer>
{
    [Theory]
    [InlineData("sqlite")]
    [InlineData("postgresql")]
    public async Task WhatIsDeletedIsToldByUndo(string kind)
    {
        using var data = Make(kind);
        data.Articles(3);
        (await data.PlanAsync()).Succeeded();

        (await data.ApplyAsync("--delete")).Succeeded();

        Assert.Equal("3", data.Rows("SELECT count(*) FROM articles"));
        Assert.Equal("0", data.Rows("SELECT count(*) FROM articles_dedupe_quarantine"));
        Assert.Contains(
            "\"before\":3", (await data.ApplyAsync("--delete")).Succeeded().Output, StringComparison.Ordinal);
        var undo = await data.UndoAsync();
        Assert.Equal(3, undo.ExitCode);
        Assert.Contains("\"deleted\":3", undo.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("sqlite")]
    [InlineData("postgresql")]
    public async Task WhatWasNotedAndNotYetDeletedComesBack(string kind)
    {
        using var data = Make(kind);
        data.Articles(3);
        var before = data.Rows("SELECT * FROM articles ORDER BY id");
        (await data.PlanAsync()).Succeeded();
        (await data.ApplyAsync()).Succeeded();
        // As if the process had been ended after the note, and before the rows went.
        File.WriteAllText(Path.Combine(data.Plan, "applied"), "3");

        (await data.UndoAsync()).Succeeded();

        Assert.Equal(before, data.Rows("SELECT * FROM articles ORDER BY id"));
        Assert.Contains("\"done\":3", (await data.ApplyAsync()).Succeeded().Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("sqlite")]
    [InlineData("postgresql")]
    public async Task TextsThatAreTooShortAreEqualToNothing(string kind)
    {
        using var data = Make(kind);
        data.Articles(1);
        foreach (var id in (int[])[11, 12, 13, 14])
            data.Execute("INSERT INTO articles (id, body) VALUES (@p0, @p1)", id, id < 13 ? "Too short." : "");

        Assert.Equal(3, (await data.PlanAsync()).ExitCode);

        Assert.Contains("\"done\":1", (await data.ApplyAsync()).Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task TextsThatAreNoUtf8AreEqualToNothing()
    {
        using var data = Make("sqlite");
        data.Articles(1);
        foreach (var (id, letter) in (ReadOnlySpan<(int, string)>)[(11, "E8"), (12, "E9"), (13, "EFBFBD")])
            data.Execute(
                $"INSERT INTO articles (id, body) VALUES ({id}, CAST(x'{letter}20' || CAST(@p0 AS blob) AS text))",
                TableCase.Text(7));

        Assert.Equal(3, (await data.PlanAsync()).ExitCode);

        var rejected = File.ReadAllLines(Path.Combine(data.Plan, "run", "rejected.jsonl"));
        Assert.Equal(2, rejected.Length);
        Assert.All(rejected, static line => Assert.Contains("bad-encoding", line, StringComparison.Ordinal));
        Assert.Contains("\"done\":1", (await data.ApplyAsync()).Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("uuid DEFAULT gen_random_uuid() PRIMARY KEY")]
    [InlineData("bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY")]
    [InlineData("varchar(40) DEFAULT md5(random()::text) PRIMARY KEY")]
    [InlineData("numeric(12, 2) DEFAULT round((random() * 1000000000)::numeric, 2) PRIMARY KEY")]
    public async Task KeysOfEachKindComeBack(string key)
    {
        using var data = Make("postgresql");
        data.Execute(
            $"CREATE TABLE articles (id {key}, body text, seen timestamptz DEFAULT now(), n float8, raw bytea)");
        for (var row = 0; row < 6; row++)
            data.Execute(
                $"INSERT INTO articles (body, n, raw) VALUES (@p0, 0.1 + {row}, '\\x00ff')", TableCase.Text(row / 2));
        const string All = "SELECT id::text, body, seen::text, n::text, raw::text FROM articles ORDER BY id";
        var before = data.Rows(All);

        (await data.PlanAsync()).Succeeded();
        (await data.ApplyAsync()).Succeeded();
        Assert.Equal("3", data.Rows("SELECT count(*) FROM articles"));
        (await data.UndoAsync()).Succeeded();

        Assert.Equal(before, data.Rows(All));
    }

    private TableCase Make(string kind)
    {
        if (kind == "sqlite")
            return new TableCase(null);
        Assert.SkipWhen(server.Problem is not null, server.Problem ?? "");
        return new TableCase(server);
    }
}
