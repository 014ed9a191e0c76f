using Dedupe.Batch;
using Xunit;

namespace Dedupe.Tests.Batch;

/// <summary>
/// What is not a run's own in its directory: refused by name before anything is written, and as it was afterwards.
/// </summary>
public sealed class RunDirectoryTests : IDisposable
{
    private readonly DemoRun demo = new(parts: 3);
    private readonly string run;
    private readonly JobOptions job;

    public RunDirectoryTests() => (run, job) = (demo.Run, demo.Job);

    public void Dispose() => demo.Dispose();

    [Theory]
    [InlineData("parts/sign/thesis.txt", "parts")]
    [InlineData("parts", "parts")]
    [InlineData("clusters.jsonl", "clusters.jsonl")]
    [InlineData("pairs.jsonl", "pairs.jsonl")]
    [InlineData("rejected.jsonl", "rejected.jsonl")]
    [InlineData("summary.json", "summary.json")]
    [InlineData("summary.json.partial", "summary.json.partial")]
    [InlineData("run.json.partial", "run.json.partial")]
    [InlineData("run.json", "run.json")]
    [InlineData("clusters.jsonl/a folder", "clusters.jsonl")]
    public async Task WhatIsSomebodyElsesIsNamedAndStays(string file, string named)
    {
        var path = Path.Combine(run, file);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        await File.WriteAllTextAsync(path, "{\"of\":\"others\"}", Token);
        await File.WriteAllTextAsync(Path.Combine(run, "notes.txt"), "mine", Token);
        var before = Everything();

        foreach (var wish in (JobOptions[])[job, job with { Overwrite = true }, job with { Resume = true }])
        {
            var error = await Assert.ThrowsAnyAsync<Exception>(() => Run(wish));
            Assert.True(error is RunDirectoryRefusedException or InvalidDataException, error.ToString());
            Assert.Contains(Path.Combine(run, named), error.Message, StringComparison.Ordinal);
            Assert.ThrowsAny<Exception>(() => new DedupeJob(wish).Plan());
            Assert.Equal(before, Everything());
        }
    }

    [Theory]
    [InlineData("{\"hashFamilyVersion\":1,\"inputs\":[],\"options\":{},\"complete\":true}")]
    [InlineData(
        "{\"hashFamilyVersion\":1,\"inputs\":[],\"options\":{},\"complete\":true,\n  \"checksum\": " +
        "\"0000000000000000\"\n}\n")]
    [InlineData("{")]
    public async Task WhatOnlyLooksLikeAManifestMakesNoRunDirectory(string manifest)
    {
        Directory.CreateDirectory(Path.Combine(run, "parts"));
        await File.WriteAllTextAsync(Path.Combine(run, "run.json"), manifest, Token);
        await File.WriteAllTextAsync(Path.Combine(run, "parts", "thesis.txt"), "mine", Token);
        await File.WriteAllTextAsync(Path.Combine(run, "clusters.jsonl"), "mine", Token);
        var before = Everything();

        foreach (var wish in (JobOptions[])[job, job with { Overwrite = true }, job with { Resume = true }])
            await Assert.ThrowsAnyAsync<Exception>(() => Run(wish));

        Assert.Equal(before, Everything());
    }

    [Fact]
    public async Task AChangedManifestIsNobodys()
    {
        await Run(job);
        var manifest = Path.Combine(run, "run.json");
        await File.WriteAllTextAsync(
            manifest,
            (await File.ReadAllTextAsync(manifest, Token))
                .Replace("\"complete\": true", "\"complete\": false", StringComparison.Ordinal), Token);
        var before = Everything();

        var error = await Assert.ThrowsAsync<RunDirectoryRefusedException>(() => Run(job with { Overwrite = true }));

        Assert.Contains(manifest, error.Message, StringComparison.Ordinal);
        Assert.Equal(before, Everything());
    }

    [Fact]
    public async Task ARunIsReplacedOnlyWhenThatIsAskedFor()
    {
        await Run(job);
        var before = Everything();
        foreach (var wish in (JobOptions[])[job, job with { Parts = 1, Dedupe = job.Dedupe with { Threshold = 0.5 } }])
        {
            var error = await Assert.ThrowsAsync<RunDirectoryRefusedException>(() => Run(wish));
            Assert.Contains("--resume", error.Message, StringComparison.Ordinal);
            Assert.Contains("--overwrite", error.Message, StringComparison.Ordinal);
            Assert.Throws<RunDirectoryRefusedException>(() => new DedupeJob(wish).Plan());
        }

        await Assert.ThrowsAsync<ResumeRefusedException>(
            () => Run(job with { Resume = true, Dedupe = job.Dedupe with { Threshold = 0.5 } }));
        Assert.Equal(before, Everything());
        Assert.Throws<ArgumentException>(() => new DedupeJob(job with { Resume = true, Overwrite = true }));

        await Run(job with { Overwrite = true, Dedupe = job.Dedupe with { Threshold = 0.5 } });

        Assert.NotEqual(before["run.json"], Everything()["run.json"]);
    }

    [Fact]
    public async Task WhatIsAddedToARunStaysWhenItIsReplaced()
    {
        new DedupeJob(job).Plan();
        await Rank("sign");
        var own = Directory.GetFiles(Path.Combine(run, "parts", "sign"));
        Assert.Equal(3, own.Length);
        string[] others =
            ["parts/thesis.txt", "parts/sign/thesis.part", "parts/sign/00007.part", "parts/photos/00001.part",
                "parts/sign/1.part.partial", "notes.txt"];
        foreach (var file in others)
        {
            Directory.CreateDirectory(Path.GetDirectoryName(Path.Combine(run, file))!);
            await File.WriteAllTextAsync(Path.Combine(run, file), "mine", Token);
        }

        await Run(job with { Overwrite = true });
        await Run(job with { Overwrite = true, Parts = 1 });

        Assert.All(others, file => Assert.Equal("mine", File.ReadAllText(Path.Combine(run, file))));
        Assert.Equal(
            ["00007.part", "1.part.partial", "thesis.part"],
            Directory.GetFiles(Path.Combine(run, "parts", "sign"))
                .Select(Path.GetFileName)
                .Order(StringComparer.Ordinal)!);
    }

    [Theory]
    [InlineData("parts")]
    [InlineData("parts/sign")]
    [InlineData("clusters.jsonl")]
    [InlineData("pairs.jsonl.partial")]
    [InlineData("run.json.partial")]
    [InlineData(".dedupe.lock")]
    [InlineData(".dedupe.holder")]
    public async Task NothingIsDeletedOrWrittenThroughALink(string name)
    {
        Assert.SkipUnless(OperatingSystem.IsLinux() || OperatingSystem.IsMacOS(), "links need rights elsewhere");
        var elsewhere = Path.Combine(demo.Folder, "elsewhere");
        Directory.CreateDirectory(Path.Combine(elsewhere, "sign"));
        new DedupeJob(job).Plan();
        await Rank("sign");
        foreach (var part in Directory.GetFiles(Path.Combine(run, "parts", "sign")))
            File.Copy(part, Path.Combine(elsewhere, "sign", Path.GetFileName(part)));
        await File.WriteAllTextAsync(Path.Combine(elsewhere, "file"), "mine", Token);
        var link = Path.Combine(run, name);
        if (Directory.Exists(link))
        {
            Directory.Delete(link, recursive: true);
            Directory.CreateSymbolicLink(link, name == "parts" ? elsewhere : Path.Combine(elsewhere, "sign"));
        }
        else
        {
            File.Delete(link);
            File.CreateSymbolicLink(link, Path.Combine(elsewhere, "file"));
        }

        foreach (var wish in (JobOptions[])[job with { Overwrite = true }, job with { Resume = true }])
        {
            var error = await Assert.ThrowsAsync<RunDirectoryRefusedException>(() => Run(wish));
            Assert.Contains(link, error.Message, StringComparison.Ordinal);
        }

        Assert.Throws<RunDirectoryRefusedException>(() => new RankJob(run, 1, 1_000_000));
        Assert.Equal("mine", await File.ReadAllTextAsync(Path.Combine(elsewhere, "file"), Token));
        Assert.Equal(3, Directory.GetFiles(Path.Combine(elsewhere, "sign")).Length);
    }

    [Theory]
    [InlineData("pairs.jsonl")]
    [InlineData("parts/articles.jsonl")]
    [InlineData("slurm/articles.jsonl")]
    [InlineData("link.jsonl")]
    public async Task AnInputIsNeverWhereTheRunWrites(string name)
    {
        await Run(job);
        var input = Path.Combine(run, name);
        if (name == "link.jsonl")
        {
            Assert.SkipUnless(OperatingSystem.IsLinux() || OperatingSystem.IsMacOS(), "links need rights elsewhere");
            input = Path.Combine(Directory.CreateDirectory(Path.Combine(demo.Folder, "articles")).FullName, name);
            File.CreateSymbolicLink(input, Path.Combine(run, "pairs.jsonl"));
        }
        else if (!File.Exists(input))
        {
            Directory.CreateDirectory(Path.GetDirectoryName(input)!);
            File.Copy(job.Inputs[0], input);
        }

        var before = Everything();
        foreach (var named in (string[])[input, Path.GetDirectoryName(input)!])
        {
            if (named == run)
                continue; // results in a folder of inputs are left out
            var error = await Assert.ThrowsAsync<RunDirectoryRefusedException>(
                () => Run(job with { Inputs = [named], Overwrite = true }));
            Assert.Contains(named, error.Message, StringComparison.Ordinal);
        }

        foreach (var read in (JobOptions[])
            [
                job with { AlsoRead = [Path.Combine(run, "summary.json")] },
                job with { Dedupe = job.Dedupe
                    with { Normalization = job.Dedupe.Normalization with { AgenciesFile = Path.Combine(run,
                        "rejected.jsonl") } } },
                job with { Against = Path.Combine(demo.Folder, ".", "run", "..", "run") },
            ])
            await Assert.ThrowsAnyAsync<Exception>(() => Run(read with { Overwrite = true }));

        Assert.Equal(before, Everything());
    }

    // All of it was passed over as the output of the run, and the run said that there are no files.
    [Theory]
    [InlineData("")]
    [InlineData("sub/..")]
    [InlineData("link")]
    public async Task AFolderIsNotReadAndWrittenTo(string name)
    {
        var into = Path.Combine(demo.Folder, "in");
        Directory.CreateDirectory(into);
        File.Move(job.Inputs[0], Path.Combine(into, "a.jsonl"));
        if (name == "link")
            Directory.CreateSymbolicLink(Path.Combine(into, name), into);
        var both = job with { Inputs = [into], OutputDirectory = Path.Combine(into, name) };

        var error = await Assert.ThrowsAsync<RunDirectoryRefusedException>(
            () => new DedupeJob(both).RunAsync(cancellationToken: Token));
        Assert.Contains(into, error.Message, StringComparison.Ordinal);
        Assert.Throws<RunDirectoryRefusedException>(() => new DedupeJob(both).Plan());
        Assert.DoesNotContain("run.json", Directory.EnumerateFiles(into).Select(Path.GetFileName));

        var inside = both with { OutputDirectory = Path.Combine(into, "found") };
        Assert.Equal(23, (await new DedupeJob(inside).RunAsync(cancellationToken: Token)).Summary.Read);
    }

    [Fact]
    public async Task AnInputThatWouldBeDeletedBeforeItIsReadStays()
    {
        Directory.CreateDirectory(run);
        var input = Path.Combine(run, "pairs.jsonl");
        File.Copy(job.Inputs[0], input);

        await Assert.ThrowsAsync<RunDirectoryRefusedException>(() => Run(job with { Inputs = [input] }));

        Assert.Equal(await File.ReadAllBytesAsync(job.Inputs[0], Token), await File.ReadAllBytesAsync(input, Token));
        Assert.Equal([input], Directory.GetFileSystemEntries(run));
    }

    [Theory]
    [InlineData("")]
    [InlineData("{\n  \"hashFamilyVersion\": 9,\n  \"inp")]
    public async Task WhatAKilledBeginningLeavesIsNoObstacle(string half)
    {
        Directory.CreateDirectory(run);
        await File.WriteAllTextAsync(Path.Combine(run, "run.json.partial"), half, Token);
        await File.WriteAllTextAsync(Path.Combine(run, RunLock.LockName), "", Token);
        await File.WriteAllTextAsync(Path.Combine(run, RunLock.HolderName), "a run, process 1 on moon", Token);

        await Run(job);

        Assert.Equal(
            ["clusters.jsonl", "pairs.jsonl", "rejected.jsonl", "run.json", "summary.json"],
            Directory.GetFileSystemEntries(run).Select(Path.GetFileName).Order(StringComparer.Ordinal)!);
    }

    [Fact]
    public void TooManyPartsAreRefusedWithTheLeastSize()
    {
        var size = new FileInfo(job.Inputs[0]).Length;
        Assert.Throws<ArgumentException>(() => new DedupeJob(job with { Parts = JobOptions.MostParts + 1 }));
        File.WriteAllBytes(job.Inputs[0], new byte[3 * JobOptions.MostParts]);

        var error = Assert.Throws<RunDirectoryRefusedException>(
            () => new DedupeJob(job with { Parts = 0, PartBytes = 2 }).Plan());

        Assert.Contains("of 3 bytes or more", error.Message, StringComparison.Ordinal);
        Assert.False(Directory.Exists(run));
        Assert.True(size > 0);
    }

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private static Task<DedupeResult> Run(JobOptions wish) => new DedupeJob(wish).RunAsync(cancellationToken: Token);

    private Task<RankResult> Rank(string stage) =>
        new RankJob(run, 1, job.Dedupe.MemoryBytes).RunAsync(stage, null, 0, 1, cancellationToken: Token);

    private SortedDictionary<string, string> Everything() => new(
        Directory.GetFiles(run, "*", SearchOption.AllDirectories).ToDictionary(
            file => Path.GetRelativePath(run, file), File.ReadAllText, StringComparer.Ordinal), StringComparer.Ordinal);
}
