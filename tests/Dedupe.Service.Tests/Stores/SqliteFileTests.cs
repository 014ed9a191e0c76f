using Dedupe.Live;
using Dedupe.Service.Stores;
using Dedupe.Tests.Sources;
using Microsoft.Data.Sqlite;
using Xunit;

namespace Dedupe.Service.Tests.Stores;

/// <summary>Files that are no store, or a damaged one, or one of another version.</summary>
public sealed class SqliteFileTests : IDisposable
{
    private readonly TempFolder folder = new();

    private string Database => $"{folder.Root}/live.db";

    public void Dispose() => folder.Dispose();

    [Theory]
    [InlineData("CREATE TABLE mine (a); INSERT INTO mine VALUES (1)")]
    [InlineData("PRAGMA application_id = 7")]
    [InlineData("PRAGMA application_id = 7; CREATE TABLE store (a); PRAGMA journal_mode = WAL")]
    public void ADatabaseOfSomebodyElseIsNotTouched(string sql)
    {
        Execute(Database, sql);
        RefusedUntouched("is no store of this program");
    }

    [Theory]
    [InlineData("Just some text.")]
    [InlineData("SQLite format 3")]
    public void AFileThatIsNoDatabaseIsNotTouched(string content)
    {
        File.WriteAllText(Database, content);
        RefusedUntouched("is no store of this program");
    }

    [Fact]
    public void AStoreOfALaterVersionIsNotTouched()
    {
        using (LiveStores.Open(Database))
        {
        }

        Execute(Database, "INSERT INTO versions VALUES (99, 0)");
        RefusedUntouched("a later version");
    }

    [Fact]
    public void ALaterVersionThatCameMeanwhileIsNotWrittenOver()
    {
        using var store = LiveStores.Open(Database);
        Execute(Database, "INSERT INTO versions VALUES (99, 0)");
        for (var twice = 0; twice < 2; twice++)
        {
            var error = Assert.Throws<LiveStoreException>(() => store.Begin(CancellationToken.None));
            Assert.Equal(LiveStoreFault.Unusable, error.Fault);
        }

        Assert.Equal(0, store.Count().Articles);
    }

    [Fact]
    public void AStoreOfTheFirstVersionOpens()
    {
        Execute(Database, FirstVersion.Sqlite);
        using (var store = LiveStores.Open(Database))
            FirstVersion.Holds(store);
        // And again, now that it is up to date.
        using (var store = LiveStores.Open(Database))
            FirstVersion.Holds(store);
    }

    [Fact]
    public void AnEmptyFileBecomesAStore()
    {
        File.WriteAllBytes(Database, []);
        using var store = LiveStores.Open(Database);
        Assert.Equal(0, store.Count().Articles);
    }

    [Fact]
    public void AFolderIsNoStore()
    {
        var error = Assert.Throws<LiveStoreException>(() => LiveStores.Open(folder.Root));
        Assert.Equal(LiveStoreFault.Unusable, error.Fault);
        Assert.Contains("it is a folder", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void AFolderThatIsMissingIsTold()
    {
        var error = Assert.Throws<LiveStoreException>(() => LiveStores.Open($"{folder.Root}/none/live.db"));
        Assert.Equal(LiveStoreFault.Unavailable, error.Fault);
    }

    [Fact]
    public void DamageIsTold()
    {
        using (var store = LiveStores.Open(Database))
        {
            using var transaction = store.Begin(CancellationToken.None);
            for (var number = 1; number <= 500; number++)
                transaction.Add(Made.Article(number, new string('t', 3000)));
            transaction.Commit();
        }

        var bytes = File.ReadAllBytes(Database);
        // Everything behind the page that says what tables there are.
        bytes.AsSpan(16384).Fill(0xA5);
        File.WriteAllBytes(Database, bytes);
        Unusable();

        bytes.AsSpan(200).Fill(0xA5);
        File.WriteAllBytes(Database, bytes);
        Unusable();

        bytes.AsSpan(0).Fill(0xA5);
        File.WriteAllBytes(Database, bytes);
        Unusable();

        void Unusable()
        {
            var error = Assert.Throws<LiveStoreException>(() =>
            {
                using var store = LiveStores.Open(Database);
                store.ReadAfter(0).Count();
            });
            Assert.Equal(LiveStoreFault.Unusable, error.Fault);
            Assert.Contains(Database, error.Message, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void AnyByteThatIsWrongIsToldOrReadAsItIs()
    {
        using (var store = LiveStores.Open(Database))
        {
            using var transaction = store.Begin(CancellationToken.None);
            for (var number = 1; number <= 40; number++)
            {
                transaction.Add(Made.Article(number));
                transaction.Add(new LiveEvent(LiveEventKind.Arrived, Made.Noon) { Article = number });
                transaction.Put(Made.Member(number, 1, number));
            }

            transaction.Put(new LiveCluster(1) { Size = 40 });
            transaction.Commit();
        }

        var right = File.ReadAllBytes(Database);
        var random = new Random(1);
        var refused = 0;
        for (var round = 0; round < 150; round++)
        {
            var wrong = right.ToArray();
            // Half of them where pages say what is where.
            var at = round % 2 == 0
                ? random.Next(wrong.Length)
                : (random.Next(wrong.Length / 16384) * 16384) + random.Next(120);
            wrong[at] ^= (byte)(1 << random.Next(8));
            File.WriteAllBytes(Database, wrong);
            try
            {
                using var store = LiveStores.Open(Database);
                _ = store.ReadAfter(0).Count() + store.ReadMembers().Count() + store.ReadEvents(0, 100).Count;
                _ = store.ReadItem("Wire", "item-7").Count + store.ReadCluster(1)?.Members.Count;
                using var transaction = store.Begin(CancellationToken.None);
                transaction.Add(Made.Article((int)transaction.LastArticle + 1));
                transaction.Commit();
            }
            catch (LiveStoreException)
            {
                refused++;
            }
        }

        Assert.NotEqual(0, refused);
    }

    private static void Execute(string path, string sql)
    {
        using var connection = new SqliteConnection($"Data Source={path};Pooling=False");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }

    private void RefusedUntouched(string told)
    {
        var before = Convert.ToHexString(File.ReadAllBytes(Database));
        var error = Assert.Throws<LiveStoreException>(() => LiveStores.Open(Database));
        Assert.Equal(LiveStoreFault.Unusable, error.Fault);
        Assert.Contains(told, error.Message, StringComparison.Ordinal);
        Assert.Contains("Nothing was changed", error.Message, StringComparison.Ordinal);
        Assert.Equal(before, Convert.ToHexString(File.ReadAllBytes(Database)));
        Assert.Equal(["live.db"], Directory.GetFileSystemEntries(folder.Root).Select(Path.GetFileName));
    }
}
