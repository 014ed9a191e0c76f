using System.Globalization;
using Dedupe.Batch;
using Xunit;

namespace Dedupe.Tests.Batch;

/// <summary>
/// A run directory in which any byte was changed, or any file was cut: what is found stays right, or a clear error
/// tells. The variable DEDUPE_DAMAGE_EVERY says how many bytes are between two that are tried; 1 tries all
/// (<c>benchmarks/EndToEnd/damage.sh</c>).
/// </summary>
public sealed class DamageTests : IDisposable
{
    private static readonly string[] Results = ["clusters.jsonl", "pairs.jsonl", "rejected.jsonl"];

    private static readonly int Every =
        int.TryParse(
            Environment.GetEnvironmentVariable("DEDUPE_DAMAGE_EVERY"), CultureInfo.InvariantCulture, out var every)
            ? every
            : 499;

    private readonly string folder = Directory.CreateTempSubdirectory("dedupe-").FullName;
    private readonly JobOptions job;
    private byte[][] right = [];

    public DamageTests() => job = new JobOptions
    {
        Inputs = MixedInput.Make(Path.Combine(folder, "in"), stories: 8),
        OutputDirectory = Path.Combine(folder, "run"),
        Dedupe = new DedupeOptions { Threads = 1 },
        Parts = 2,
    };

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public async Task NoByteOfAPartFileIsChangedOrLostUnseen()
    {
        var (parts, steps) = await MakePartsAsync();
        var (bytes, seen, harmless) = (0L, 0L, new List<(string File, long Offset)>());
        foreach (var step in steps.All.SkipLast(1))
        {
            for (var part = 0; part < step.Parts; part++)
            {
                var file = Path.Combine(job.OutputDirectory!, PartFolder.Name, step.Name, $"{part:D5}.part");
                var length = new FileInfo(file).Length;
                var content = await File.ReadAllBytesAsync(file, TestContext.Current.CancellationToken);
                using (var handle = File.OpenHandle(file, FileMode.Open, FileAccess.ReadWrite, FileShare.ReadWrite))
                {
                    for (var offset = bytes % Every; offset < length; offset += Every)
                    {
                        RandomAccess.Write(handle, [(byte)~content[offset]], offset);
                        if (parts.IsWhole(step, part))
                            harmless.Add((file, offset));
                        else
                            seen++;
                        RandomAccess.Write(handle, content.AsSpan((int)offset, 1), offset);
                    }

                    Assert.True(parts.IsWhole(step, part));
                    bytes += length;
                    for (var cut = length - 1; cut >= 0; cut -= Every)
                    {
                        RandomAccess.SetLength(handle, cut);
                        Assert.False(parts.IsWhole(step, part), $"{step.Name} {part} cut to {cut} of {length} bytes");
                    }
                }

                Rewrite(file, [.. content, 0]);
                Assert.False(parts.IsWhole(step, part));
                Rewrite(file, content);
            }
        }

        TestContext.Current.TestOutputHelper?.WriteLine(
            $"{bytes} bytes of part files, every {Every}: {seen} changes seen, {harmless.Count} between sections");
        Assert.NotEmpty(harmless);
        Assert.True(seen > harmless.Count, $"{seen} seen, {harmless.Count} not");

        // What is not seen is in no section: all of it at once changes nothing.
        foreach (var (file, offset) in harmless)
            Flip(file, offset);
        await ResumeAsync();
    }

    [Fact]
    public async Task AnyPartFileThatIsGoneOrDamagedIsMadeAgain()
    {
        await MakePartsAsync();
        var files = Directory.GetFiles(
            Path.Combine(job.OutputDirectory!, PartFolder.Name), "*.part", SearchOption.AllDirectories);
        Assert.True(files.Length > 15, $"{files.Length} files");
        foreach (var file in files)
        {
            Rewrite(file, []);
            await ResumeAsync();
            await MakePartsAsync();
        }
    }

    [Fact]
    public async Task RanksThatMeetADamagedPartMakeItAgain()
    {
        var (_, steps) = await MakePartsAsync();
        var all = steps.All.ToList();
        var mended = 0;
        for (var damaged = 0; damaged < all.Count - 1; damaged++)
        {
            var file = Path.Combine(job.OutputDirectory!, PartFolder.Name, all[damaged].Name, "00000.part");
            for (var place = 0; place < (Every == 1 ? 40 : 3); place++)
            {
                foreach (var later in all.SkipLast(1).Skip(damaged + 1))
                    Directory.Delete(Path.Combine(job.OutputDirectory!, PartFolder.Name, later.Name), recursive: true);
                var length = new FileInfo(file).Length;

                // A byte of the sections, of the table, of the end.
                Flip(
                    file,
                    place switch { 0 => length * 2 / 5, 1 => length - 70, 2 => length - 20, _ => length * place / 41 });

                mended += await RunStepsAsync(all.Skip(damaged + 1)) > 0 ? 1 : 0;

                Assert.Equal(right, Written());
                await MakePartsAsync();
            }
        }

        TestContext.Current.TestOutputHelper?.WriteLine(
            $"ranks after a damaged part: {mended} made it again, all were right");
        Assert.True(mended > all.Count, $"{mended} made again");
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task NoByteOfTheManifestIsChangedUnseen(bool complete)
    {
        await MakePartsAsync();
        if (complete)
            await ResumeAsync();
        var expected = complete ? ResumeState.Complete : ResumeState.Unfinished;
        var file = Path.Combine(job.OutputDirectory!, "run.json");
        var content = await File.ReadAllBytesAsync(file, TestContext.Current.CancellationToken);
        Assert.Equal(expected, new DedupeJob(job with { Resume = true }).CheckResume());
        var (seen, harmless) = (0, 0);
        for (var offset = 0; offset < content.Length; offset++)
        {
            for (var bit = offset % 8; bit < 8; bit += Every == 1 ? 1 : 8)
            {
                content[offset] ^= (byte)(1 << bit);
                await File.WriteAllBytesAsync(file, content, TestContext.Current.CancellationToken);
                if (Seen(expected))
                    seen++;
                else
                    harmless++;
                content[offset] ^= (byte)(1 << bit);
            }
        }

        TestContext.Current.TestOutputHelper?.WriteLine(
            $"{content.Length} bytes of the manifest: {seen} changes seen, {harmless} of the checksum's name");

        // A changed name of the checksum leaves all the rest as it was.
        Assert.True(harmless <= "checksum".Length * 8, $"{harmless} changes");
        for (var cut = 0; cut < content.Length - 1; cut++)
        {
            Rewrite(file, content.AsSpan(0, cut));
            Assert.True(Seen(expected), $"cut to {cut} of {content.Length} bytes");
        }
    }

    [Theory]
    [InlineData("clusters.jsonl")]
    [InlineData("pairs.jsonl")]
    [InlineData("rejected.jsonl")]
    [InlineData("summary.json")]
    public async Task NoByteOfAResultIsChangedUnseen(string name)
    {
        await MakePartsAsync();
        await ResumeAsync();
        var file = Path.Combine(job.OutputDirectory!, name);
        var content = await File.ReadAllBytesAsync(file, TestContext.Current.CancellationToken);
        var resumed = job with { Resume = true };
        for (var offset = 0; offset < content.Length; offset += Every)
        {
            Flip(file, offset);
            Assert.Equal(ResumeState.Lacking, new DedupeJob(resumed).CheckResume());
            Flip(file, offset);
        }

        for (var cut = 0; cut < content.Length; cut += Every)
        {
            Rewrite(file, content.AsSpan(0, cut));
            Assert.Equal(ResumeState.Lacking, new DedupeJob(resumed).CheckResume());
        }

        var again = new DedupeJob(resumed);
        await again.RunAsync(cancellationToken: TestContext.Current.CancellationToken);

        Assert.Equal([name], again.Lacking);
        Assert.Equal(right, Written());
        Assert.Equal(ResumeState.Complete, new DedupeJob(resumed).CheckResume());
    }

    [Fact]
    public async Task PartsLeftByAFinishedRunAreDeleted()
    {
        var (parts, steps) = await MakePartsAsync();
        await ResumeAsync();
        Directory.CreateDirectory(Path.Combine(job.OutputDirectory!, PartFolder.Name, steps.All[0].Name));

        new DedupeJob(job with { Resume = true }).DeleteParts();

        Assert.False(parts.Has(steps.All[0], 0));
        Assert.False(Directory.Exists(Path.Combine(job.OutputDirectory!, PartFolder.Name)));
        Assert.Equal(right, Written());
    }

    private bool Seen(ResumeState expected)
    {
        try
        {
            return new DedupeJob(job with { Resume = true }).CheckResume() != expected;
        }
        catch (InvalidDataException error)
        {
            Assert.Contains("run.json is not the manifest of a run", error.Message, StringComparison.Ordinal);
            return true;
        }
        catch (RunDirectoryRefusedException error)
        {
            Assert.Contains("run.json has no checksum", error.Message, StringComparison.Ordinal);
            return true;
        }
    }

    // All steps but the last, done; what is right is known from a run that nothing happened to.
    private async Task<(PartFolder Parts, RunSteps Steps)> MakePartsAsync()
    {
        if (right.Length == 0)
        {
            var whole = await new DedupeJob(job with { Parts = 0 })
                .RunAsync(cancellationToken: TestContext.Current.CancellationToken);
            Assert.True(whole.Summary.Clusters > 5 && whole.Summary.Rejected > 0, $"{whole.Summary.Clusters} clusters");
            right = Written();
        }

        Assert.Equal(2, new DedupeJob(job with { Overwrite = true }).Plan().Parts);
        var directory = RunDirectory.Open(job.OutputDirectory!, static job => job, formats: null);
        using var run = directory.Open(progress: null, TestContext.Current.CancellationToken);
        await RunStepsAsync(run.Steps.All.SkipLast(1));
        return (directory.Files, run.Steps);
    }

    private async Task<int> RunStepsAsync(IEnumerable<RunStep> steps)
    {
        var damaged = 0;
        foreach (var step in steps)
        {
            var rank = new RankJob(job.OutputDirectory!, threads: 1, 1 << 26);
            var result = await rank.RunAsync(
                step.Stage, step.Tier, 0, 1, cancellationToken: TestContext.Current.CancellationToken);
            damaged += result.Damaged.Count;
        }

        return damaged;
    }

    private async Task ResumeAsync()
    {
        await new DedupeJob(job with { Resume = true })
            .RunAsync(cancellationToken: TestContext.Current.CancellationToken);
        Assert.Equal(right, Written());
    }

    private byte[][] Written() =>
        [.. Results.Select(name => File.ReadAllBytes(Path.Combine(job.OutputDirectory!, name)))];

    private static void Rewrite(string file, ReadOnlySpan<byte> content)
    {
        using var stream = new FileStream(file, FileMode.Create);
        stream.Write(content);
    }

    private static void Flip(string file, long offset)
    {
        using var handle = File.OpenHandle(file, FileMode.Open, FileAccess.ReadWrite);
        Span<byte> value = stackalloc byte[1];
        RandomAccess.Read(handle, value, offset);
        value[0] ^= 0xFF;
        RandomAccess.Write(handle, value, offset);
    }
}
