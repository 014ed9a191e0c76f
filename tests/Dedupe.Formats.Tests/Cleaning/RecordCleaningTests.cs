using System.IO.Compression;
using System.Text;
using Dedupe.Batch;
using Dedupe.Cleaning;
using Dedupe.Formats.Tests.Parquet;
using Dedupe.Sources;
using Dedupe.Tests.Sources;
using Xunit;

namespace Dedupe.Formats.Tests.Cleaning;

/// <summary>Records of every format are planned, taken out in place and put back.</summary>
public sealed class RecordCleaningTests : IDisposable
{
    private const string Ferry =
        "The ferry to Port Ellery turned back on Monday after its pilot saw smoke above the engine room and called " +
        "the coast guard for help.";

    private const string Pears =
        "Growers in the Tamsin valley began to pick their pears two weeks early after the driest summer since " +
        "records were kept in the county.";

    private static readonly SourceOptions Options = new() { Formats = FormatRegistry.All };

    private readonly TempFolder folder = new();

    public RecordCleaningTests() =>
        Assert.SkipUnless(FileCalls.AreThere, "Files are cleaned up on Linux alone.");

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private string Plan => Path.Combine(folder.Root, "plan");

    private string Tree => Path.Combine(folder.Root, "in");

    public void Dispose() => folder.Dispose();

    public static TheoryData<string> Names =>
    [
        "a.jsonl", "a.jsonl.gz", "a.jsonl.zst", "a.json", "a.csv", "a.csv.gz", "a.tsv", "a.parquet", "a.mbox", "a.rss",
    ];

    [Theory]
    [MemberData(nameof(Names))]
    public async Task A_record_goes_and_comes_back(string name)
    {
        var path = folder.Write("in/" + name, await ContentAsync(name));
        var bytes = File.ReadAllBytes(path);
        var before = FileCalls.Look(path)!.Value;

        var (removals, totals) = await PlanAsync();

        Assert.Equal((1, 1, 1), (totals.Records, totals.LosingFiles, totals.FilesOfRecords));
        var removal = Assert.Single(removals);
        Assert.Equal(removal.Victim.Key, removal.Keeper.Key);
        Assert.True(removal.HasSameText);
        Assert.Equal(1, Apply().Records.Records);
        Assert.Equal(bytes, File.ReadAllBytes(path));
        var applied = Apply(inPlace: true);
        Assert.Equal((1, 0), (applied.Records.Records, applied.Failed));
        var copy = Path.Combine(Plan, CleanApply.CopiesName, "in", name);
        Assert.Equal(File.ReadAllBytes(copy), File.ReadAllBytes(path));
        var read = await Collector.ReadAsync(Options, path);
        Assert.Empty(read.Rejected);
        Assert.Equal(2, read.Accepted.Count);
        Assert.Equal(1, new CleanUndo(Plan).Run(cancellationToken: Token).Records.Records);
        Assert.Equal(bytes, File.ReadAllBytes(path));
        var after = FileCalls.Look(path)!.Value;
        Assert.Equal(
            (before.Inode, before.Mode, before.Written, before.Links),
            (after.Inode, after.Mode, after.Written, after.Links));
    }

    [Fact]
    public async Task What_is_in_archives_is_told_and_stays()
    {
        folder.Write("in/a.jsonl", Lines(("a1", Ferry), ("a2", Pears)));
        folder.Write("in/b.zip", Zip(("b.jsonl", Lines(("b1", Ferry), ("b2", Pears)))));

        var (removals, totals) = await PlanAsync();

        Assert.Empty(removals);
        Assert.Equal((2, 1), (totals.Kept[WhyKept.Archive], totals.FilesOfRecords));
    }

    [Fact]
    public async Task For_records_that_cannot_be_written_again_others_go()
    {
        folder.Write("in/a.jsonl", Lines(("a1", Ferry), ("a2", Pears)));
        // In UTF-16 it is kept whole.
        folder.Write("in/b.csv", [.. Encoding.Unicode.GetPreamble(), .. Encoding.Unicode.GetBytes(
            $"id,text\nb1,{Ferry}\nb2,{Ferry}\n")]);

        var (removals, totals) = await PlanAsync(keep: "path:" + Path.Combine(Tree, "b.csv"));

        Assert.NotEmpty(removals);
        Assert.All(removals, static removal => Assert.Equal("a.jsonl", removal.Victim.Path));
        Assert.True(totals.Kept[WhyKept.Record] > 0);
        Assert.Equal(totals.Records, Apply(inPlace: true).Records.Records);
    }

    [Fact]
    public async Task A_damaged_file_is_never_written_again()
    {
        var whole = Packed.Gzip(Lines(("a1", Ferry), ("a2", Ferry), ("a3", Pears)));
        folder.Write("in/a.jsonl.gz", [.. whole, .. Packed.Gzip(Lines(("a4", Pears)))[..^9]]);

        var (removals, totals) = await PlanAsync();

        Assert.Empty(removals);
        Assert.True(totals.Kept[WhyKept.Record] > 0);
    }

    [Fact]
    public async Task A_text_goes_for_a_record_and_a_record_not_for_a_text()
    {
        folder.Write("in/a.jsonl", Lines(("z1", Ferry)));
        folder.Write("in/b.txt", Encoding.UTF8.GetBytes(Ferry));

        var (removals, totals) = await PlanAsync(keep: "path:" + Path.Combine(Tree, "b.txt"));
        Assert.Empty(removals);
        Assert.Equal(1, totals.Kept[WhyKept.MoreThanWords]);

        (removals, _) = await PlanAsync(keep: "path:" + Path.Combine(Tree, "a.jsonl"));
        Assert.Equal("b.txt", Assert.Single(removals).Victim.Path);
        Assert.Equal(1, Apply(inPlace: true).Done);
        Assert.Equal(1, new CleanUndo(Plan).Run(cancellationToken: Token).Done);
    }

    [Fact]
    public async Task Of_records_that_stay_for_more_than_a_text_has_one_stays()
    {
        folder.Write("in/a.jsonl", Lines(("z1", Ferry), ("z2", Ferry), ("z3", Pears)));
        folder.Write("in/b.txt", Encoding.UTF8.GetBytes(Ferry));

        var (removals, totals) = await PlanAsync(keep: "path:" + Path.Combine(Tree, "b.txt"));

        var removal = Assert.Single(removals);
        Assert.Equal(("z2", "z1"), (removal.Victim.Id, removal.Keeper.Id));
        Assert.Equal(1, totals.Kept[WhyKept.MoreThanWords]);
        Assert.Equal(1, Apply(inPlace: true).Records.Records);
        Assert.Equal(Lines(("z1", Ferry), ("z3", Pears)), File.ReadAllBytes(Path.Combine(Tree, "a.jsonl")));
    }

    [Fact]
    public async Task What_is_protected_stays_and_others_go_beside_it()
    {
        folder.Write("in/a.jsonl", Lines(("a1", Ferry), ("a2", Ferry)));
        folder.Write("in/b.csv", Encoding.UTF8.GetBytes($"id,text\nb1,{Ferry}\nb2,{Ferry}\nb3,{Pears}\n"));

        var (removals, totals) = await PlanAsync(protects: Path.Combine(Tree, "a.jsonl"));

        Assert.Equal(["b1", "b2"], removals.Select(static removal => removal.Victim.Id));
        Assert.All(removals, static removal => Assert.Equal("a.jsonl", removal.Keeper.Path));
        Assert.Equal(2, totals.Records);
    }

    [Fact]
    public async Task A_second_document_of_an_id_is_no_copy()
    {
        // The run rejects one of them, and knows it by its line: it stays, and the other one goes.
        folder.Write("in/a.jsonl", Lines(("a1", Pears), ("a2", Ferry), ("a2", Pears), ("a3", Pears)));

        var (removals, _) = await PlanAsync(percent: 100);
        Apply(inPlace: true);

        Assert.Equal([3, 4], removals.Select(static removal => removal.Victim.Record!.Line));
        Assert.Equal(Lines(("a1", Pears), ("a2", Ferry)), File.ReadAllBytes(Path.Combine(Tree, "a.jsonl")));
    }

    private async Task<(IReadOnlyList<PlannedRemoval> Removals, CleanTotals Totals)> PlanAsync(
        string? keep = null, string? protects = null, int percent = 80)
    {
        var run = Path.Combine(folder.Root, "run");
        var files = new CandidateFiles([Tree], Options);
        await new DedupeJob(new JobOptions
        {
            Inputs = [Tree],
            Source = Options,
            OutputDirectory = run,
            Overwrite = true,
        }).RunAsync(null, Token);
        var options = new CleanOptions
        {
            Plan = Plan,
            Inputs = [Tree],
            Run = run,
            Keep = keep is null ? null : Batch.Removal.KeepPolicy.Parse(keep),
            Protected = protects is null ? [] : [protects],
            MaxRemovePercent = percent,
            ByWords = File.Exists(Path.Combine(Tree, "a.mbox")),
            Formats = Options.Formats,
        };
        var (removals, totals) = await new CleanPlanner(options, files).MakeAsync(null, Token);
        CleanFolder.Write(options, files.Roots, removals, totals, Options);
        return (removals, totals);
    }

    private CleanResult Apply(bool inPlace = false) =>
        new CleanApply(Plan) { InPlace = inPlace, Formats = Options.Formats }.Run(cancellationToken: Token);

    private static byte[] Lines(params (string Id, string Text)[] records) => Encoding.UTF8.GetBytes(string.Concat(
        records.Select(static record => $"{{\"id\": \"{record.Id}\", \"text\": \"{record.Text}\"}}\n")));

    private static async Task<byte[]> ContentAsync(string name)
    {
        (string Id, string Text)[] records = [("r1", Ferry), ("r2", Pears), ("r3", Ferry)];
        if (name == "a.parquet")
            return await ParquetFiles.OfAsync(
                [.. records.Select(static record => new Article(record.Id, record.Text))]);
        var lines = Encoding.UTF8.GetString(Lines(records));
        var content = name.Split('.')[1] switch
        {
            "csv" => "id,text\n" + string.Concat(records.Select(static record => $"{record.Id},{record.Text}\n")),
            "tsv" => "id\ttext\n" + string.Concat(records.Select(static record => $"{record.Id}\t{record.Text}\n")),
            "json" => $"[{lines.TrimEnd().Replace("\n", ",\n", StringComparison.Ordinal)}]\n",
            "mbox" => string.Concat(records.Select(static record =>
                $"From a@b Sat Mar  1 06:00:00 2025\nMessage-ID: <{record.Id}@b>\nSubject: news\n\n{record.Text}\n\n")),
            "rss" => "<rss version=\"2.0\"><channel><title>News</title>\n" + string.Concat(records.Select(
                static record => $"<item><guid>{record.Id}</guid><description>{record.Text}</description></item>\n"))
                + "</channel></rss>\n",
            _ => lines,
        };
        return Path.GetExtension(name) switch
        {
            ".gz" => Packed.Gzip(content),
            ".zst" => Packed.Zstandard(content),
            _ => Encoding.UTF8.GetBytes(content),
        };
    }

    private static byte[] Zip((string Name, byte[] Content) file)
    {
        using var packed = new MemoryStream();
        using (var archive = new ZipArchive(packed, ZipArchiveMode.Create, leaveOpen: true))
        {
            using var entry = archive.CreateEntry(file.Name).Open();
            entry.Write(file.Content);
        }

        return packed.ToArray();
    }
}
