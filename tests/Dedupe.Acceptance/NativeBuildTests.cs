using System.Text.RegularExpressions;
using System.Xml.Linq;
using Dedupe.Signing;
using Xunit;

namespace Dedupe.Acceptance;

/// <summary>
/// The command compiled ahead of time is the same command: the same words, the same bytes, and the other tests of the
/// command pass on it.
/// </summary>
public sealed partial class NativeBuildTests : IClassFixture<NativeBuild>, IDisposable
{
    private const string Articles = "seeds/wire-demo/articles.jsonl";

    private readonly NativeBuild build;
    private readonly TemporaryFolder folder = new();

    public NativeBuildTests(NativeBuild build)
    {
        this.build = build;
        Assert.SkipWhen(build.Problem is not null, build.Problem ?? "");
    }

    public static TheoryData<string> AvailableKernels => [.. HashFamily.AvailableKernels];

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task OneFileIsMadeAndOrdinaryBuildsAreNotDisturbed()
    {
        // SQLite brings a native library, which nothing else needs.
        Assert.Equal(
            [build.Program, Path.Combine(build.Output, "libe_sqlite3.so")],
            Directory.GetFileSystemEntries(build.Output).Order(StringComparer.Ordinal));

        foreach (var project in new[] { "Dedupe", "Dedupe.Formats", "Dedupe.Cli" })
            Assert.Equal(
                File.ReadAllText(Path.Combine(Repository.Root, "src", project, "packages.lock.json")),
                File.ReadAllText(build.LockFile(project)));
        (await ProgramRun.Of(ProgramRun.Dotnet, ["restore", "src/Dedupe.Cli", "--locked-mode"], folder: build.Sources))
            .Succeeded();
    }

    [Fact]
    public async Task TheDemoIsPrintedAsTheReadmeShowsIt()
    {
        var run = (await ProgramRun.Of(build.Program, ["cluster", Articles])).Succeeded();

        Assert.Equal(ReadmeTests.WithoutTimes(ReadmeTests.Demo), ReadmeTests.WithoutTimes(run.Output));
    }

    [Theory]
    [InlineData("info")]
    [InlineData("--help")]
    [InlineData("cluster --help")]
    [InlineData("curve")]
    [InlineData("cluster --treshold 1")]
    public async Task ItSaysWhatTheOrdinaryBuildSays(string words)
    {
        var ordinary = await Cli.Run(words.Split(' '));
        var native = await ProgramRun.Of(build.Program, words.Split(' '));

        // The widest kernel as well, so it was compiled for this processor.
        Assert.Equal(WithoutCommit(ordinary), WithoutCommit(native));
    }

    [Theory]
    [MemberData(nameof(AvailableKernels))]
    public async Task ItFindsTheSameBytesUnder(string kernel)
    {
        var pinned = new Dictionary<string, string> { ["DEDUPE_KERNEL"] = kernel };
        var ordinary = Path.Combine(folder.Path, "ordinary");
        var native = Path.Combine(folder.Path, "native");

        (await Cli.RunWith(pinned, "cluster", Articles, "-o", ordinary, "--quiet")).Succeeded();
        (await ProgramRun.Of(build.Program, ["cluster", Articles, "-o", native, "--quiet"], pinned)).Succeeded();

        foreach (var name in new[] { "clusters.jsonl", "pairs.jsonl", "rejected.jsonl" })
            Assert.Equal(
                File.ReadAllBytes(Path.Combine(ordinary, name)), File.ReadAllBytes(Path.Combine(native, name)));
        foreach (var name in new[] { "summary.json", "run.json" })
            Assert.Equal(Lasting(Path.Combine(ordinary, name)), Lasting(Path.Combine(native, name)));
        Assert.Matches(
            $"(?m)^kernel +{kernel}$", (await ProgramRun.Of(build.Program, ["info"], pinned)).Succeeded().Output);
    }

    [Fact]
    public async Task TheTestsOfTheCommandPassOnIt()
    {
        var report = Path.Combine(folder.Path, "report.xml");
        string[] classes = [.. typeof(NativeBuildTests).Assembly.GetTypes()
            .Where(static type => type.Name.StartsWith("Cli", StringComparison.Ordinal) && type.IsPublic)
            .Select(static type => type.FullName!)
            .Order()];

        var run = await ProgramRun.Of(
            Repository.Program("tests/Dedupe.Acceptance"),
            [.. classes.SelectMany(static name => (string[])["-class", name]), "-xml", report, "-noColor"],
            new Dictionary<string, string> { [Cli.ProgramVariable] = build.Program });

        Assert.True(File.Exists(report), $"No report; exit code {run.ExitCode}.\n{run.Output}\n{run.Error}");
        run.Succeeded();
        var tests = XDocument.Load(report).Descendants("test").ToList();
        // It was this program that they ran, and they were all of them.
        Assert.Contains(tests, test => test.Element("output")?.Value.Trim() == $"program {build.Program}");
        Assert.Equal(
            classes,
            tests.Where(test => (string?)test.Attribute("result") == "Pass")
                .Select(test => (string)test.Attribute("type")!)
                .Distinct()
                .Order());
    }

    // The copy of the sources is in no repository, and does not know its commit.
    private static ProgramRun WithoutCommit(ProgramRun run) => run with { Output = Commit().Replace(run.Output, "") };

    [GeneratedRegex("(?<=^dedupe .*)[+][0-9a-f]{40}$", RegexOptions.Multiline, 1000)]
    private static partial Regex Commit();

    // Times, memory, and the checksums of files that have them.
    private static string Lasting(string path) => Measured().Replace(File.ReadAllText(path), "${name} …");

    private const string OtherEachTime =
        "version|started|finished|seconds|megabytesPerSecond|allocatedBytes|peakMemoryBytes|summary\\.json|checksum";

    [GeneratedRegex($"""(?<name>"({OtherEachTime})":) [^,\n]+""", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Measured();
}
