using System.Diagnostics;
using System.Text;
using Dedupe.Batch;
using Dedupe.Tests.Sources;
using Xunit;
using static Dedupe.Tests.Batch.TwoStories;

namespace Dedupe.Tests.Batch;

/// <summary>
/// Files around the documents: what cannot be read, links, names, times, what is refused before the first write.
/// </summary>
public sealed class FilterFilesTests : IDisposable
{
    private static readonly DateTime Then = new(2001, 2, 3, 4, 5, 6, DateTimeKind.Utc);

    private readonly TempFolder folder = new();

    private string Run => folder.Root + "/run";

    private string In => folder.Root + "/in";

    private string Output => folder.Root + "/clean";

    public void Dispose() => folder.Dispose();

    private async Task Cluster(params string[] inputs) =>
        await new DedupeJob(new JobOptions { Inputs = inputs, OutputDirectory = Run })
            .RunAsync(null, TestContext.Current.CancellationToken);

    private FilterOptions Options(params string[] inputs) =>
        new() { RunDirectory = Run, Inputs = inputs, OutputDirectory = Output };

    private static Task<FilterResult> Filter(FilterOptions options) =>
        new FilterJob(options).RunAsync(TestContext.Current.CancellationToken);

    private void Refused(string words, FilterOptions options)
    {
        var error = Assert.Throws<FilterRefusedException>(() => new FilterJob(options));
        Assert.Contains(words, error.Message, StringComparison.Ordinal);
    }

    private string Written() => string.Join(
        ' ', Directory.GetFileSystemEntries(Output, "*", SearchOption.AllDirectories)
            .Where(static path => !Directory.Exists(path) || new FileInfo(path).LinkTarget is not null)
            .Select(path => Path.GetRelativePath(Output, path)).Order(StringComparer.Ordinal));

    // The run, in a folder that is to be written to.
    private string Moved()
    {
        Directory.CreateDirectory(folder.Root + "/place");
        Directory.Move(Run, folder.Root + "/place/run");
        Directory.CreateSymbolicLink(Run, folder.Root + "/place/run");
        return folder.Root + "/place/run";
    }

    [Theory]
    [InlineData("clusters.jsonl")]
    [InlineData("pairs.jsonl")]
    [InlineData("rejected.jsonl")]
    [InlineData("summary.json")]
    public async Task AResultThatWasChangedIsRefused(string name)
    {
        var input = folder.Write("in/a.txt", Ferry);
        folder.Write("in/b.txt", Ferry);
        await Cluster(In);
        File.AppendAllText($"{Run}/{name}", " \n");

        Refused($"{Run}/{name} is not what the run wrote", Options(In));
        Assert.False(Directory.Exists(Output));
        Assert.True(File.Exists(input));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task LinesInUtf16StayTheSameBytes(bool bigEndian)
    {
        var encoding = new UnicodeEncoding(bigEndian, byteOrderMark: true);
        // ਊ is U+0A0A: its bytes are two halves of line ends.
        string first = $"{{\"id\":\"a\",\"text\":\"{Ferry}\",\"more\":\"ਊĊ\"}}\r\n";
        string last = $"{{\"id\":\"c\",\"text\":\"{Pears} ਊਊ Ċ\"}}";
        byte[] mark = encoding.GetPreamble();
        string path = folder.Write(
            "news.jsonl",
                [.. mark,
                .. encoding.GetBytes(first + $"{{\"id\":\"b\",\"text\":\"{Ferry}\"}}\n" + "broken\n" + last)]);
        await Cluster(path);

        var result = await Filter(Options(path));

        Assert.Equal(new FilterCounts(2, 1, 1), result.Counts);
        Assert.Equal(
            [.. mark, .. encoding.GetBytes(first + "broken\n" + last)], File.ReadAllBytes(Output + "/news.jsonl"));
    }

    [Fact]
    public async Task WhatIsNoPlainFileIsListedAndTheRestIsWritten()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Named pipes and links are made here as Linux has them.");
        folder.Write("in/a.txt", Ferry);
        folder.Write("in/b.txt", Ferry);
        using (var made = Process.Start("mkfifo", [In + "/pipe.txt"]))
            await made.WaitForExitAsync(TestContext.Current.CancellationToken);
        File.CreateSymbolicLink(In + "/loop.txt", "loop.txt");
        File.CreateSymbolicLink(In + "/nowhere.txt", "nowhere");
        await Cluster(In);

        var result = await Filter(Options(In));

        Assert.Equal("a.txt filter.json", Written());
        Assert.Equal(new FilterCounts(1, 1, 3), result.Counts);
        Assert.Equal(
            [In + "/loop.txt", In + "/nowhere.txt", In + "/pipe.txt"],
            result.Rejections.Select(static rejection => rejection.Origin.Source).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task LinksStayLinksAndNeverTakeTheTextAway()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Links are made here as Linux has them.");
        folder.Write(
            "secret.txt",
            "Nobody asked for this text, which stands outside of all that was named, and it is not for others.");
        folder.Write("in/z.txt", Ferry);
        folder.Write("in/zz/copy.txt", Ferry);
        File.CreateSymbolicLink(In + "/a.txt", "z.txt"); // would be kept before its target: it comes first
        File.CreateSymbolicLink(In + "/absolute.txt", In + "/z.txt");
        File.CreateSymbolicLink(In + "/out.txt", "../secret.txt");
        Directory.CreateDirectory(In + "/y");
        File.CreateSymbolicLink(In + "/y/up.txt", "../a.txt");
        File.CreateSymbolicLink(In + "/zz/gone.txt", "copy.txt");
        await Cluster(In);

        var result = await Filter(Options(In));

        // zz/copy.txt goes; what links to it is left out.
        Assert.Equal(1, result.Counts.Removed);
        Assert.Equal("a.txt absolute.txt filter.json out.txt y/up.txt z.txt", Written());
        Assert.Equal([In + "/zz/gone.txt"], result.LinksLeftOut);
        Assert.Equal("z.txt", new FileInfo(Output + "/absolute.txt").LinkTarget);
        Assert.Equal("../a.txt", new FileInfo(Output + "/y/up.txt").LinkTarget);
        Assert.Equal(Path.GetFullPath(folder.Root + "/secret.txt"), new FileInfo(Output + "/out.txt").LinkTarget);
        Assert.Equal(Ferry, File.ReadAllText(Output + "/y/up.txt"));
    }

    [Fact]
    public async Task OthersAreCountedOrBroughtAlong()
    {
        folder.Write("in/a.txt", Ferry);
        folder.Write("in/page.html", "<p>\r\n");
        folder.Write("in/deep/er/table.csv", "1;2\n");
        folder.Write("in/.hidden", "x");
        File.SetLastWriteTimeUtc(In + "/page.html", Then);
        if (!OperatingSystem.IsWindows())
            File.SetUnixFileMode(In + "/page.html", UnixFileMode.UserRead | UnixFileMode.UserWrite);
        await Cluster(In);

        var counted = await Filter(Options(In));
        Assert.Equal((3, 0), (counted.PassedOver.Values.Sum(), counted.Copied));
        Assert.Equal("a.txt filter.json", Written());

        var brought = await Filter(Options(In) with { CopyOthers = true, Overwrite = true });
        Assert.Equal((3, 3), (brought.PassedOver.Values.Sum(), brought.Copied));
        Assert.Equal(".hidden a.txt deep/er/table.csv filter.json page.html", Written());
        Assert.Equal("<p>\r\n", File.ReadAllText(Output + "/page.html"));
        Assert.Equal(Then, File.GetLastWriteTimeUtc(Output + "/page.html"));
        if (!OperatingSystem.IsWindows())
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(Output + "/page.html"));
    }

    [Fact]
    public async Task AFileThatLosesNothingIsTheSameFile()
    {
        byte[] packed = [.. Packed.Gzip($"{{\"id\":\"k\",\"text\":\"{Pears}\"}}\n"), .. Packed.Gzip("\n")];
        folder.Write("in/kept.jsonl.gz", packed);
        folder.Write("in/kept.txt", Ferry);
        folder.Write(
            "in/less.jsonl",
            $"{{\"id\":\"b\",\"text\":\"{Ferry}\"}}\n{{\"id\":\"m\",\"text\":\"Something else that nobody else has " +
            $"in this collection.\"}}\n");
        foreach (var file in Directory.GetFiles(In))
            File.SetLastWriteTimeUtc(file, Then);
        if (!OperatingSystem.IsWindows())
            File.SetUnixFileMode(In + "/less.jsonl", UnixFileMode.UserRead | UnixFileMode.UserWrite);
        await Cluster(In);

        var result = await Filter(Options(In) with { Keep = Dedupe.Batch.Removal.KeepPolicy.Parse("longest") });

        Assert.Equal(1, result.Counts.Removed);
        Assert.Equal(packed, File.ReadAllBytes(Output + "/kept.jsonl.gz"));
        Assert.Equal(Then, File.GetLastWriteTimeUtc(Output + "/kept.jsonl.gz"));
        var whole = File.Exists(Output + "/kept.txt");
        Assert.Equal(!whole, File.GetLastWriteTimeUtc(Output + "/less.jsonl") == Then);
        if (!OperatingSystem.IsWindows())
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(Output + "/less.jsonl"));
    }

    [Fact]
    public async Task NamesAsLongAsTheyCanBeAreWritten()
    {
        var name = new string('n', 250) + ".txt";
        folder.Write("in/" + name, Pears);
        await Cluster(In);
        await Filter(Options(In));
        Assert.Equal($"filter.json {name}", Written());
    }

    [Fact]
    public async Task WhatStandsInTheWayIsRefusedAndNothingIsTouched()
    {
        var news = folder.Write("in/news.txt", Ferry);
        var other = folder.Write("other/news.txt", Pears);
        folder.Write("tree/news.txt/deep.txt", Pears + " And plums.");
        folder.Write("full/there", "x");
        await Cluster(In, other, folder.Root + "/tree");

        Refused("is not empty", Options(In) with { OutputDirectory = folder.Root + "/full" });
        Refused("is a file", Options(In) with { OutputDirectory = other });
        Refused("inside the input", Options(In) with { OutputDirectory = In + "/clean" });
        Refused("inside the input", Options(In) with { OutputDirectory = In });
        Refused("run directory", Options(In) with { OutputDirectory = Run });
        Refused("run directory", Options(In) with { OutputDirectory = Run + "/clean" });
        Refused("written over itself", Options(In) with { OutputDirectory = folder.Root, Overwrite = true });
        Refused(
            "The run directory",
            Options(other) with { RunDirectory = Moved(), OutputDirectory = folder.Root + "/place", Overwrite = true });
        Refused("news.txt", Options(In, other));
        Refused("a file and a folder", Options(In, folder.Root + "/tree"));
        Refused("There is no such file", Options(In, In + "/absent.txt"));
        folder.Write("clean/news.txt/x", "in the way");
        Refused("is a folder", Options(In) with { Overwrite = true });
        Assert.Equal("news.txt/x", Written());
        Directory.Delete(Output, true);
        if (OperatingSystem.IsLinux())
        {
            // A link in the output folder would lead the files elsewhere.
            Directory.CreateDirectory(Output);
            Directory.CreateSymbolicLink(Output + "/news.txt", folder.Root + "/full");
            Refused("a link", Options(folder.Root + "/tree") with { Overwrite = true });
            Directory.Delete(Output, true);
        }

        Assert.False(Directory.Exists(Output));
        Assert.Equal(Ferry, File.ReadAllText(news));
    }
}
