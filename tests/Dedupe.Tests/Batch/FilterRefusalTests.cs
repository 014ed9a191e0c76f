using System.Text.RegularExpressions;
using Dedupe.Batch;
using Dedupe.Batch.Removal;
using Dedupe.Sources;
using Dedupe.Storage;
using Dedupe.Tests.Sources;
using Xunit;
using static Dedupe.Tests.Batch.TwoStories;

namespace Dedupe.Tests.Batch;

/// <summary>Runs of other versions, and disks without room: nothing is written.</summary>
public sealed class FilterRefusalTests : IDisposable
{
    private readonly TempFolder folder = new();

    private string Run => folder.Root + "/run";

    private string In => folder.Root + "/in";

    private string Output => folder.Root + "/clean";

    public void Dispose() => folder.Dispose();

    private FilterOptions Options => new() { RunDirectory = Run, Inputs = [In], OutputDirectory = Output };

    private async Task Cluster()
    {
        folder.Write("in/a.txt", Ferry);
        folder.Write("in/b.txt", Ferry);
        await new DedupeJob(new JobOptions { Inputs = [In], OutputDirectory = Run })
            .RunAsync(null, TestContext.Current.CancellationToken);
    }

    private async Task Refused(string words)
    {
        var error = await Assert.ThrowsAsync<FilterRefusedException>(
            () => new FilterJob(Options).RunAsync(TestContext.Current.CancellationToken));
        Assert.Contains(words, error.Message, StringComparison.Ordinal);
        Assert.Contains("Run 'dedupe cluster' again, then filter.", error.Message, StringComparison.Ordinal);
        Assert.False(Directory.Exists(Output));
    }

    [Theory]
    [InlineData("\"hashFamilyVersion\": ", "\"hashFamilyVersion\": 1")]
    [InlineData("\"results\":", "\"before\":")]
    public async Task ARunOfAnotherVersionIsRefused(string now, string then)
    {
        await Cluster();
        Change(RunFolder.ManifestName, text => text.Replace(now, then, StringComparison.Ordinal));
        await Refused("another version of dedupe");
    }

    // As versions wrote it that counted no words, with checksums that fit.
    [Theory]
    [InlineData("pairs.jsonl", "wordsA", "says", "does not say what each text has for itself")]
    [InlineData("clusters.jsonl", "members", "texts", "clusters.jsonl:1 is no cluster")]
    [InlineData("pairs.jsonl", "\"b\"", "\"z\"", "pairs.jsonl:1 is no pair")]
    public async Task AResultOfAnotherVersionIsRefused(string name, string now, string then, string words)
    {
        await Cluster();
        var before = FileChecksum.Of($"{Run}/{name}");
        Change(name, text => text.Replace(now, then, StringComparison.Ordinal));
        Change(
            RunFolder.ManifestName,
            text => text.Replace(before, FileChecksum.Of($"{Run}/{name}"), StringComparison.Ordinal));
        await Refused(words);
    }

    [Theory]
    [InlineData(1000, 1000)]
    [InlineData(1000, 999)]
    public async Task WhatIsWrittenForCertainMustHaveRoom(long room, long there)
    {
        // Of a text that goes, and of lines of which some go, nothing is certain.
        folder.Write("in/a.txt", Ferry.PadRight(600));
        folder.Write("in/b.txt", Ferry.PadRight(5000));
        folder.Write("in/c.jsonl", $"{{\"id\":\"c\",\"text\":\"{Ferry}\"}}\n".PadLeft(9000));
        folder.Write("in/d.jsonl", "{\"id\":\"d\",\"text\":\"Nothing else has these words.\"}\n".PadLeft(300));
        folder.Write("in/e.html", new string('x', 100));
        var token = TestContext.Current.CancellationToken;
        await new DedupeJob(new JobOptions { Inputs = [In], OutputDirectory = Run }).RunAsync(null, token);
        var options = Options with { CopyOthers = true, Keep = KeepPolicy.Parse("earliest") };
        var plan = new FilterPlan(options);
        var removal = await new RemovalReader(Run, options.Rule, options.Keep, plan.IsBehindLink).ReadAsync(token);
        void Check(long? free, FilterOptions of) => new FilterSpace(of, _ => free).Check(plan.Targets, removal);

        Check(room, options);
        Check(null, options);
        if (there == room)
            return;
        var error = Assert.Throws<FilterRefusedException>(() => Check(there, options));
        Assert.Contains("999 bytes left, and at least 1,000 will be written", error.Message, StringComparison.Ordinal);
        // What is replaced gives its room back.
        folder.Write("clean/d.jsonl", "x");
        Check(there, options);
        // Then any of the inputs may lose something.
        Check(100, options with { DropRejected = true });
        Check(100, options with { AllowOther = true });
        Assert.Throws<FilterRefusedException>(() => Check(98, options with { AllowOther = true }));
    }

    [Fact]
    public void TheRoomOfAFolderThatIsNotThereYetIsThatOfItsDisk()
    {
        Assert.True(DiskSpace.Free(folder.Root) > 0);
        Assert.True(DiskSpace.Free(folder.Root + "/a/b/c") > 0);
    }

    [Fact]
    public void AFullDiskIsToldFromOtherFailures()
    {
        Assert.SkipUnless(File.Exists("/dev/full"), "There is no /dev/full.");
        var full = Assert.Throws<IOException>(() =>
        {
            using var stream =
                new FileStream("/dev/full", FileMode.Open, FileAccess.Write, FileShare.ReadWrite, bufferSize: 0);
            stream.WriteByte(1);
        });
        Assert.True(DiskSpace.IsFull(full));
        Assert.False(DiskSpace.IsFull(new IOException("another")));
        Assert.False(DiskSpace.IsFull(new InvalidDataException()));
    }

    private void Change(string name, Func<string, string> change)
    {
        var (before, path) = (File.ReadAllText($"{Run}/{name}"), $"{Run}/{name}");
        var after = change(before);
        Assert.NotEqual(before, after);
        // Without the manifest's own checksum, as in versions that had none.
        if (name == RunFolder.ManifestName)
            after = Regex.Replace(after, ",\\s*\"[a-z]+\": \"[0-9a-f]{16}\"\\s*}\\s*$", "\n}\n");
        File.WriteAllText(path, after);
    }
}
