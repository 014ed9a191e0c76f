using System.Text.Json;
using Xunit;

namespace Dedupe.Acceptance;

/// <summary><c>dedupe filter</c> on folders with all sorts of things in them, and on disks that are full.</summary>
public sealed class CliFilterFilesTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    private string In => Path.Combine(folder.Path, "in");

    private string Found => Path.Combine(folder.Path, "found");

    private string Clean => Path.Combine(folder.Path, "clean");

    public void Dispose() => folder.Dispose();

    // Cases 08 and 09.
    [Theory]
    [InlineData("mkfifo pipe.txt", "pipe.txt", "a named pipe")]
    [InlineData("ln -s loop.txt loop.txt", "loop.txt", "unreadable")]
    [InlineData("ln -s nowhere nowhere.txt", "nowhere.txt", "unreadable")]
    public async Task WhatIsNoPlainFileIsListedAndTheRestIsWritten(string make, string name, string words)
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Pipes are told from files on Linux alone.");
        Copies();
        await Shell($"cd \"$1/in\" && {make}");
        Assert.Equal(3, (await Cli.Run("cluster", In, "-o", Found)).ExitCode);

        var run = await Shell("exec \"$2\" filter \"$1/found\" \"$1/in\" -o \"$1/clean\"", Cli.Program);

        Assert.Equal(3, run.ExitCode);
        Assert.Contains(
            run.Error.Split('\n'),
            line => line.Contains(name, StringComparison.Ordinal) && line.Contains(words, StringComparison.Ordinal));
        Assert.StartsWith(
            "4 documents read: 2 kept, 1 removed, 1 rejected (kept as they are); 3 files", run.Output,
            StringComparison.Ordinal);
        Assert.Equal("a.txt c.txt filter.json", Written());
    }

    // Case 10.
    [Fact]
    public async Task AFileWithANameThatIsNotUtf8KeepsIt()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Names are bytes on Linux alone.");
        Copies();
        await Shell("cd \"$1/in\" && mv a.txt $'caf\\xe9.txt' && mv b.txt $'thé\\xe9.txt'");
        (await Cli.Run("cluster", In, "-o", Found)).Succeeded();

        var run = (await Cli.Run("filter", Found, In, "-o", Clean)).Succeeded();

        Assert.StartsWith(
            "3 documents read: 2 kept, 1 removed, 0 rejected; 3 files", run.Output, StringComparison.Ordinal);
        var listed = await Shell(
            "cd \"$1/clean\" && ls | LC_ALL=C sort | od -An -c | tr -d ' \\n' && cmp $'caf\\xe9.txt' " +
            "$'../in/caf\\xe9.txt' && rm -rf \"$1/in\" \"$1/clean\"");
        listed.Succeeded();
        Assert.Equal("c.txt\\ncaf351.txt\\nfilter.json\\n", listed.Output);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task ALinkedFolderStaysALink(bool follow)
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Links are made here as Linux has them.");
        Copies();
        folder.Write("elsewhere/d.txt", Cli.Orchard + " And plums.");
        await Shell("cd \"$1/in\" && ln -s ../elsewhere linked && ln -s . itself");
        var cluster = await Cli.Run(["cluster", In, "-o", Found, .. follow ? ["--follow"] : Array.Empty<string>()]);
        Assert.Equal(0, cluster.ExitCode);

        var run = (await Cli.Run("filter", Found, In, "-o", Clean)).Succeeded();

        Assert.Contains("2 kept, 1 removed, 0 rejected", run.Output, StringComparison.Ordinal);
        Assert.Equal(Cli.Harbour, File.ReadAllText(Path.Combine(Clean, "a.txt")));
        Assert.False(File.Exists(Path.Combine(Clean, "b.txt")));
        // What a link leads to outside is never copied.
        Assert.DoesNotContain(
            Directory.GetFiles(
                Clean, "d.txt",
                new EnumerationOptions
                {
                    RecurseSubdirectories = true,
                    AttributesToSkip = FileAttributes.ReparsePoint
                }),
            static file => new FileInfo(file).LinkTarget is null);
        Assert.True(File.Exists(Path.Combine(folder.Path, "elsewhere", "d.txt")));
    }

    [Fact]
    public async Task LinksToFoldersAreBroughtAlongAsLinks()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Links are made here as Linux has them.");
        Copies();
        folder.Write("in/below/d.txt", Cli.Orchard + " And plums.");
        folder.Write("elsewhere/secret.mov", "Not of the input.");
        await Shell(
            "cd \"$1/in\" && ln -s below l && ln -s .. below/up && ln -s ../elsewhere out && ln -s nowhere dead.mov " +
            "&& echo x > p.mov");
        (await Cli.Run("cluster", In, "-o", Found)).Succeeded();

        var run = await Cli.Run("filter", Found, In, "-o", Clean, "--copy-others");

        Assert.Equal(3, run.ExitCode); // of the link to nowhere
        Assert.Equal("below", new FileInfo(Path.Combine(Clean, "l")).LinkTarget);
        // A link to the folder that was named leads to the copy, not back to what it was copied from.
        Assert.Equal("..", new FileInfo(Path.Combine(Clean, "below", "up")).LinkTarget);
        Assert.NotNull(new FileInfo(Path.Combine(Clean, "out")).LinkTarget);
        Assert.Equal("x\n", File.ReadAllText(Path.Combine(Clean, "p.mov")));
        Assert.Empty(Directory.GetFiles(Clean, "*.partial"));
    }

    // 600 KB on a disk of 300: of plain files it is known before; of lines of which some go, not.
    [Theory]
    [InlineData(false, 2, "bytes left, and at least")]
    [InlineData(true, 4, "is full: news.jsonl could not be written")]
    public async Task AFullDiskIsToldAndLeavesNoHalfFile(bool loses, int exitCode, string words)
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "A small disk is made here as Linux has it.");
        var lines = Cli.Lines(
            Enumerable.Range(0, 2000).Select(
                static number => (
                    $"n{number}", string.Join(' ', Enumerable.Range(0, 30).Select(word => $"w{number}x{word}")))));
        folder.Write("in/news.jsonl", (loses ? Cli.Lines(("a", Cli.Harbour), ("b", Cli.Harbour)) : "") + lines);
        folder.Write("in/a-small.txt", Cli.Orchard);
        (await Cli.Run("cluster", In, "-o", Found)).Succeeded();
        Directory.CreateDirectory(Path.Combine(folder.Path, "disk"));

        var run = await Shell(
            "unshare -rm sh -c 'mount -t tmpfs -o size=300k none \"$1/disk\" || exit 97; \"$2\" filter \"$1/found\" " +
            "\"$1/in\" -o \"$1/disk/clean\"; code=$?; "
            + "find \"$1/disk\" -type f; exit $code' sh \"$1\" \"$2\" || exit $?", Cli.Program);

        Assert.SkipWhen(run.ExitCode is 1 or 97, "No small disk can be made here.");
        Assert.Equal(exitCode, run.ExitCode);
        Assert.Contains(words, run.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", run.Error, StringComparison.Ordinal);
        // Files that were written before are whole; nothing else is there.
        Assert.Equal(loses ? Path.Combine(folder.Path, "disk/clean/a-small.txt") + "\n" : "", run.Output);
    }

    [Fact]
    public async Task ARunOfAnotherVersionIsRefusedBeforeAnythingIsWritten()
    {
        Copies();
        (await Cli.Run("cluster", In, "-o", Found)).Succeeded();
        var manifest = Path.Combine(Found, "run.json");
        using (var json = JsonDocument.Parse(File.ReadAllText(manifest)))
        {
            // A manifest of before had no checksum of its own, nor of the results.
            var then = json.RootElement.EnumerateObject()
                .Where(static property => property.Name is not ("results" or "checksum"))
                .ToDictionary(static property => property.Name, static property => property.Value.Clone());
            File.WriteAllText(manifest, JsonSerializer.Serialize(then));
        }

        var run = await Cli.Run("filter", Found, In, "-o", Clean);

        Assert.Equal(2, run.ExitCode);
        Assert.Contains(
            "another version of dedupe. Run 'dedupe cluster' again, then filter.", run.Error, StringComparison.Ordinal);
        Assert.False(Directory.Exists(Clean));
    }

    private void Copies()
    {
        folder.Write("in/a.txt", Cli.Harbour);
        folder.Write("in/b.txt", Cli.Harbour);
        folder.Write("in/c.txt", Cli.Orchard);
    }

    private string Written() =>
        string.Join(' ', Directory.GetFileSystemEntries(Clean).Select(Path.GetFileName).Order(StringComparer.Ordinal));

    private Task<ProgramRun> Shell(string script, params IEnumerable<string> arguments) =>
        ProgramRun.Of("bash", ["-c", script, "bash", folder.Path, .. arguments], limit: TimeSpan.FromMinutes(1));
}
