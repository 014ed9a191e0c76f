using System.Text;
using System.Text.Json;
using Xunit;

namespace Dedupe.Acceptance;

/// <summary>
/// What the command makes of folders with all sorts of things in them, of pipes, and of a machine that has no more to
/// give.
/// </summary>
public sealed class CliReadersTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task AFolderWithoutAnythingThatIsReadIsTold()
    {
        foreach (var name in (string[])["in/a.mov", "in/b.exe", "in/c.abc", "in/d.exe", "in/.hidden",
            "in/README"])
            folder.Write(name, "words");
        var run = await Cli.Run("cluster", Path.Combine(folder.Path, "in"), "-o", Path.Combine(folder.Path, "out"));
        Assert.Equal(3, run.ExitCode);
        Assert.Contains("nothing was read", run.Error, StringComparison.Ordinal);
        Assert.Contains(
            "6 files (2 .exe, 1 .abc, 1 .mov, 1 dotfile, 1 no extension)", run.Error, StringComparison.Ordinal);
        Assert.Contains(".jsonl", run.Error, StringComparison.Ordinal);
        // Asked again, the finished run says the same.
        Assert.Equal(
            3,
            (await Cli.Run("cluster", Path.Combine(folder.Path, "in"), "-o", Path.Combine(folder.Path, "out"),
            "--resume")).ExitCode);
    }

    [Fact]
    public async Task TheSummaryAccountsForEveryFile()
    {
        foreach (var name in (string[])["in/a.txt", "in/b.mov", "in/c.EXE", "in/d.mov"])
            folder.Write(name, Cli.Harbour);
        var output = Path.Combine(folder.Path, "out");
        var run = (await Cli.Run("cluster", Path.Combine(folder.Path, "in"), "-o", output)).Succeeded();
        Assert.Contains("passed over 3 files (2 .mov, 1 .exe)", run.Error, StringComparison.Ordinal);
        using var summary =
            JsonDocument.Parse(
                await File.ReadAllTextAsync(
                    Path.Combine(output, "summary.json"), TestContext.Current.CancellationToken));
        Assert.Equal(1, summary.RootElement.GetProperty("files").GetInt64());
        Assert.Equal(
            """{"files":3,"byKind":{".exe":1,".mov":2}}""",
            JsonSerializer.Serialize(summary.RootElement.GetProperty("passedOver")));
    }

    // Two copies, a text of no cluster, and lines of one file, each in an encoding of its own.
    [Theory]
    [InlineData("-o")]
    [InlineData("--part-size", "1MB", "-o")]
    public async Task TheEncodingIsToldOfEachFile(params string[] options)
    {
        const string Ferry =
            "The ferry to Port Éllery turned back on Monday after its pilot, José Müller, saw smoke above the " +
            "“engine room” and called the coast guard for help.";
        const string Russian =
            "Паром в порт Эллери повернул назад в понедельник, после того как капитан увидел дым над машинным " +
            "отделением и вызвал береговую охрану. Никто из ста двадцати пассажиров не пострадал, сообщила компания.";
        var (western, cyrillic) = (Find("windows-1252"), Find("koi8-r"));
        var (input, output) = (Path.Combine(folder.Path, "in"), Path.Combine(folder.Path, "out"));
        var token = TestContext.Current.CancellationToken;
        folder.Write("in/a.txt", Ferry);
        await Write("b.txt", western.GetBytes(Ferry));
        await Write("c.txt", cyrillic.GetBytes(Russian));
        await Write("d.txt", [.. Encoding.Unicode.Preamble, .. Encoding.Unicode.GetBytes(Ferry)]);
        await Write("e.jsonl", [.. Line("1", Ferry, western), .. Line("2", Ferry, Encoding.UTF8)]);

        (await Cli.Run(["cluster", input, .. options, output])).Succeeded();

        using var summary = JsonDocument.Parse(await Read("summary.json"));
        var told = summary.RootElement.GetProperty("encodedFiles");
        Assert.Equal(4, told.GetProperty("files").GetInt32());
        Assert.Equal(
            [
                """b.txt {"windows-1252":1}""", """c.txt {"koi8-r":1}""", """d.txt {"utf-16le":1}""",
                """e.jsonl {"windows-1252":1}""",
            ],
            told.GetProperty("first").EnumerateArray().Select(static file =>
                Path.GetFileName(file.GetProperty("file").GetString())
                + " " + JsonSerializer.Serialize(file.GetProperty("encodings"))));
        using var cluster = JsonDocument.Parse(await Read("clusters.jsonl"));
        Assert.Equal(
            ["1 windows-1252", "2 -", "a.txt -", "b.txt windows-1252", "d.txt utf-16le"],
            cluster.RootElement.GetProperty("members").EnumerateArray().Select(static member =>
                $"{Path.GetFileName(member.GetProperty("id").GetString())} " +
                (member.TryGetProperty("encoding", out var encoding) ? encoding.GetString() : "-")).Order());

        static Encoding Find(string name) => CodePagesEncodingProvider.Instance.GetEncoding(name)!;
        static byte[] Line(string id, string text, Encoding encoding) =>
            encoding.GetBytes($$"""{"id":"{{id}}","text":"{{text}}"}""" + "\n");
        Task Write(string name, byte[] bytes) =>
            File.WriteAllBytesAsync(Path.Combine(input, name), bytes, token);
        Task<string> Read(string name) => File.ReadAllTextAsync(Path.Combine(output, name), token);
    }

    [Fact]
    public async Task APipeALinkToItselfAndADeviceInAFolderAreListedAndTheRestGoesOn()
    {
        Assert.SkipUnless(
            OperatingSystem.IsLinux(), "Pipes and devices in folders are told from files on Linux alone.");
        folder.Write("in/a.txt", Cli.Harbour);
        await Shell(
            "cd \"$1/in\" && mkfifo pipe.txt && ln -s loop.txt loop.txt && ln -s /dev/zero zero.txt && ln -s . linked");
        var run = await Cli.Run("cluster", Path.Combine(folder.Path, "in"), "-o", Path.Combine(folder.Path, "out"));
        Assert.Equal(3, run.ExitCode);
        foreach (var (file, what) in ((string, string)[])[("pipe.txt", "a named pipe"), ("loop.txt", "unreadable"),
            ("zero.txt", "a device")])
            Assert.Contains(
                run.Error.Split('\n'),
                line => line.Contains(file, StringComparison.Ordinal) && line.Contains(what, StringComparison.Ordinal));
        Assert.Contains("1 document, ", run.Error, StringComparison.Ordinal);
        Assert.Contains("--follow", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task ANamedPipeIsReadAsAStream()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Pipes are told from files on Linux alone.");
        var lines = folder.Write(
            "in.jsonl", Cli.Lines(("south-post", Cli.Harbour), ("orchard", Cli.Orchard), ("north-post", Cli.Harbour)));
        var run = await Shell(
            "shift; lines=$1; program=$2; \"$program\" cluster <(cat \"$lines\") <(gzip -c \"$lines\" | sed s/x/x/)",
            lines, Cli.Program);
        Assert.Equal(3, run.ExitCode); // each id twice
        Assert.Contains("duplicate-id", run.Error, StringComparison.Ordinal);
        Assert.Contains("north-post", run.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("corrupt", run.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("INT")]
    [InlineData("TERM")]
    public async Task ARunThatWaitsForTheWriterOfAPipeCanBeStopped(string signal)
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Pipes are told from files on Linux alone.");
        var pipe = Path.Combine(folder.Path, "pipe.jsonl");
        await Shell("mkfifo \"$1/pipe.jsonl\"");
        var output = Path.Combine(folder.Path, "out");
        var run = await Cli.RunSignalled(signal, Path.Combine(output, "run.json"), "cluster", pipe, "-o", output);
        Assert.Equal("dedupe: stopped\n", run.Error);
        Assert.Equal(130, run.ExitCode);
    }

    [Theory]
    [InlineData("--options", "/dev/zero")]
    [InlineData("--options", "pipe")]
    [InlineData("--agencies", "/dev/zero")]
    [InlineData("--agencies", "pipe")]
    public async Task OptionsAndAgenciesArePlainFiles(string option, string file)
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Pipes are told from files on Linux alone.");
        await Shell("mkfifo \"$1/pipe\"");
        var article = folder.Write("a.txt", Cli.Harbour);
        var run = await Cli.Run("cluster", article, option, Path.Combine(folder.Path, file));
        Assert.Equal(2, run.ExitCode);
        Assert.Contains("is no plain file", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task ManyFilesAndPartsTakeFewHandles()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows has no such limit.");
        for (var number = 0; number < 300; number++)
            folder.Write($"in/{number:000}.jsonl", Cli.Lines(($"{number}", $"{Cli.Harbour} Part {number % 7}.")));
        // .NET itself takes about a hundred.
        var run = await Shell(
            "ulimit -n 160; exec \"$2\" cluster \"$1/in\" -o \"$1/out\" --parts 150 --threads 4", Cli.Program);
        run.Succeeded();
        Assert.Contains("300 documents, 1 cluster,", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task WithoutHandlesARunEndsWithAClearLine()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows has no such limit.");
        folder.Write("in/a.txt", Cli.Harbour);
        // A lower limit for each try, until the runtime has started and has none left for files.
        for (var limit = 160; limit > 20; limit -= 4)
        {
            var run = await Shell(
                "ulimit -n $2; exec \"$3\" cluster \"$1/in\" -o \"$1/out$2\"", $"{limit}", Cli.Program);
            if (run.ExitCode == 0)
                continue;
            Assert.Equal(4, run.ExitCode);
            Assert.Contains("open files", run.Error, StringComparison.Ordinal);
            Assert.DoesNotContain("   at ", run.Error, StringComparison.Ordinal);
            return;
        }
    }

    [Fact]
    public async Task WithoutMemoryARunEndsWithAClearLine()
    {
        var lines = string.Concat(Enumerable.Range(0, 60_000).Select(static number =>
            $$"""{"id":"{{number}}","text":"{{number}} {{Cli.Harbour}} {{number}}"}""" + "\n"));
        var input = folder.Write("in.jsonl", lines);
        // Less for each try. Compiled ahead of time the program takes no limit of the collector's, but one of its
        // addresses; the runtime that compiles reserves more of those than it ever uses.
        var isNative = Environment.GetEnvironmentVariable(Cli.ProgramVariable) is not null;
        for (var limit = isNative ? 800_000 : 48 << 10; limit > 8 << 10; limit -= limit / 4)
        {
            var run = await Shell(
                isNative
                    ? "ulimit -v $2; exec \"$3\" cluster \"$4\" -o \"$1/$2\""
                    : "export DOTNET_GCHeapHardLimit=0x$(printf %x $(($2 * 1024))); exec \"$3\" cluster \"$4\" -o " +
                        "\"$1/$2\"",
                $"{limit}", Cli.Program, input);
            if (run.ExitCode == 0)
                continue;
            Assert.Equal(4, run.ExitCode);
            Assert.Contains("memory", run.Error, StringComparison.Ordinal);
            Assert.Single(
                run.Error.Split('\n', StringSplitOptions.RemoveEmptyEntries),
                static line => line.StartsWith("dedupe: ", StringComparison.Ordinal));
            Assert.DoesNotContain("   at ", run.Error, StringComparison.Ordinal);
            return;
        }

        Assert.Fail("It never ran out of memory.");
    }

    [Fact]
    public async Task ASignalReachesTheProgramAlsoWhereTheTestsWereStartedDeafToIt()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "The launcher that undoes it is of Linux.");
        var output = Path.Combine(folder.Path, "out");
        // What a script in the background does to whatever it starts.
        var run = await Shell(
            "trap '' INT; exec env --default-signal=INT \"$2\" cluster - -o \"$1/out\" < <(until [ -e " +
            "\"$1/out/run.json\" ]; do :; done; kill -INT $$; exec cat /dev/zero 2>/dev/null)", Cli.Program);
        Assert.Equal("dedupe: stopped\n", run.Error);
        Assert.Equal(130, run.ExitCode);
        Assert.True(File.Exists(Path.Combine(output, "run.json")));
    }

    private Task<ProgramRun> Shell(string script, params IEnumerable<string> arguments) =>
        ProgramRun.Of("bash", ["-c", script, "bash", folder.Path, .. arguments], limit: TimeSpan.FromMinutes(1));
}
