using System.IO.Compression;
using System.Text.Json;
using Dedupe.Batch;
using Xunit;

namespace Dedupe.Tests.Batch;

public sealed class EarlierRunTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("dedupe-").FullName;

    public EarlierRunTests()
    {
        MixedInput.Make(Path.Combine(folder, "all"));
        foreach (var name in (string[])["old", "new"])
            Directory.CreateDirectory(Path.Combine(folder, name));
        foreach (var file in Directory.GetFiles(Path.Combine(folder, "all")))
            File.Copy(
                file,
                Path.Combine(folder, Path.GetFileName(file)[0] is 'a' or 't' ? "old" : "new", Path.GetFileName(file)));
        LeaveOutRepeats(Path.Combine(folder, "all", "b.jsonl.gz"));
    }

    // Of two documents of one id the archive's stays: one run over both must have the same documents.
    private static void LeaveOutRepeats(string path)
    {
        using var reader = new StreamReader(new GZipStream(File.OpenRead(path), CompressionMode.Decompress));
        var lines = reader.ReadToEnd().Split('\n').Where(static line => !line.Contains("\"id\":\"a"));
        reader.Close();
        using var writer = new StreamWriter(new GZipStream(File.Create(path), CompressionLevel.Fastest));
        writer.Write(string.Join('\n', lines));
    }

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Theory]
    [InlineData(true, 1L << 28)]
    [InlineData(true, 5000)]
    [InlineData(false, 5000)]
    [InlineData(false, 1L << 28)]
    public async Task NewDocumentsFindTheirCopiesOfBefore(bool keepKeys, long partBytes)
    {
        await RunAsync("old", "old", job => job with { KeepKeys = keepKeys, PartBytes = partBytes });
        var result = await RunAsync("new", "new", job => job with { Against = Run("old"), PartBytes = partBytes });
        await RunAsync("all", "both", static job => job);

        var together = Pairs("both").Where(pair => IsNew(pair.A) || IsNew(pair.B)).ToList();
        var found = Pairs("new");
        Assert.True(together.Count > 50, $"{together.Count} pairs");
        Assert.Equal(
            together.Select(static pair => (pair.A, pair.B, pair.Relation)),
            found.Select(static pair => (pair.A, pair.B, pair.Relation)));
        Assert.All(found, pair => Assert.Equal(IsNew(pair.A) ? (IsNew(pair.B) ? null : "b") : "a", pair.Earlier));
        Assert.DoesNotContain(found, pair => !IsNew(pair.A) && !IsNew(pair.B));
        Assert.Contains(found, static pair => pair.Earlier is not null);

        Assert.Equal(result.Documents.Count, result.Summary.Accepted + result.Summary.Earlier);
        Assert.All(result.Documents, document => Assert.Equal(!IsNew(document.Id), document.IsEarlier));
        foreach (var cluster in Lines("new", "clusters.jsonl"))
        {
            var members = cluster.GetProperty("members").EnumerateArray().ToList();
            Assert.Contains(members, member => IsNew(member.GetProperty("id").GetString()!));
            Assert.All(
                members,
                member => Assert.Equal(
                    !IsNew(member.GetProperty("id").GetString()!), member.TryGetProperty("earlier", out _)));
            Assert.All(members, member => Assert.Equal(
                Path.Combine(folder, IsNew(member.GetProperty("id").GetString()!) ? "new" : "old"),
                Path.GetDirectoryName(member.GetProperty("file").GetString())));
        }
    }

    [Fact]
    public async Task KeptKeysAndNewOnesSayTheSame()
    {
        await RunAsync("old", "old", static job => job with { KeepKeys = true });
        Assert.True(Directory.Exists(Path.Combine(Run("old"), "parts", "sign")));
        await RunAsync("new", "kept", job => job with { Against = Run("old") });
        Directory.Delete(Path.Combine(Run("old"), "parts"), recursive: true);
        await RunAsync("new", "made", job => job with { Against = Run("old") });

        foreach (var name in (string[])["clusters.jsonl", "pairs.jsonl", "rejected.jsonl"])
            Assert.Equal(
                await File.ReadAllTextAsync(Path.Combine(Run("kept"), name), TestContext.Current.CancellationToken),
                await File.ReadAllTextAsync(Path.Combine(Run("made"), name), TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task AnIdThatIsThereAlreadyIsRejectedAndTheOldDocumentStays()
    {
        await RunAsync("old", "old", static job => job);
        var file = Path.Combine(folder, "again.jsonl");
        await File.WriteAllTextAsync(
            file, "{\"id\":\"a3\",\"text\":\"a a a a quite another text under the same id\"}\n",
            TestContext.Current.CancellationToken);

        var result = await new DedupeJob(Job("again") with { Inputs = [file], Against = Run("old") })
            .RunAsync(cancellationToken: TestContext.Current.CancellationToken);

        Assert.Equal(0, result.Summary.Accepted);
        Assert.Equal(RejectionReason.DuplicateId, Assert.Single(result.Rejections).Reason);
    }

    [Fact]
    public async Task AChangedUnfinishedOrMissingRunIsRefused()
    {
        await RunAsync("old", "old", static job => job);
        var options = Job("new") with { Inputs = [Path.Combine(folder, "new")], Against = Run("old") };
        Assert.Contains(
            "shingleSize",
            Assert.Throws<ResumeRefusedException>(
                () => new DedupeJob(options with { Dedupe = new DedupeOptions { ShingleSize = 4 } })).Message,
                StringComparison.Ordinal);

        await File.AppendAllTextAsync(
            Path.Combine(folder, "old", "a.jsonl"), "{}\n", TestContext.Current.CancellationToken);
        Assert.Contains(
            "/old was", Assert.Throws<ResumeRefusedException>(() => new DedupeJob(options)).Message,
            StringComparison.Ordinal);
        Assert.Throws<InvalidDataException>(
            () => new DedupeJob(options with { Against = Path.Combine(folder, "none") }));
        Assert.Throws<ArgumentException>(() => new DedupeJob(options with { Against = options.OutputDirectory }));
    }

    [Fact]
    public async Task ARunAgainstAnotherIsTakenUpOnlyWithTheSame()
    {
        await RunAsync("old", "old", static job => job);
        await RunAsync("new", "new", job => job with { Against = Run("old") });
        var again = Job("new") with { Inputs = [Path.Combine(folder, "new")], Resume = true };

        Assert.Equal(ResumeState.Complete, new DedupeJob(again with { Against = Run("old") }).CheckResume());
        Assert.Throws<ResumeRefusedException>(() => new DedupeJob(again).CheckResume());
    }

    // Documents of a.jsonl and of text files are old.
    private static bool IsNew(string id) => id[0] is 'b' or 'h';

    private string Run(string name) => Path.Combine(folder, "run-" + name);

    private JobOptions Job(string run) => new() { Inputs = ["-"], OutputDirectory = Run(run) };

    private Task<DedupeResult> RunAsync(string input, string run, Func<JobOptions, JobOptions> adapt) =>
        new DedupeJob(adapt(Job(run) with { Inputs = [Path.Combine(folder, input)] }))
            .RunAsync(cancellationToken: TestContext.Current.CancellationToken);

    private List<JsonElement> Lines(string run, string name) =>
        [.. File.ReadLines(Path.Combine(Run(run), name)).Select(static line => JsonDocument.Parse(line).RootElement)];

    private List<(
        string A, string B, string Relation,
        string? Earlier)> Pairs(string run) => [.. Lines(run, "pairs.jsonl").Select(static pair => (
        Short(pair.GetProperty("a").GetString()!),
        Short(pair.GetProperty("b").GetString()!),
        pair.GetProperty("relation").GetString()!,
        pair.TryGetProperty("earlier", out var earlier) ? earlier.GetString() : null))];

    // The id of a text file is its path, which is another one in each folder.
    private static string Short(string id) => id.EndsWith(".txt", StringComparison.Ordinal) ? Path.GetFileName(id) : id;
}
