using System.Globalization;
using System.Text.Json;
using Xunit;

namespace Dedupe.Acceptance;

/// <summary>
/// Whatever stands in ids, headlines, outlets and file names: what is printed neither steers a terminal nor fills it.
/// </summary>
public sealed class CliSafeOutputTests : IDisposable
{
    private const int LongestLine = 8000;

    // A change of direction, a line end, a control sequence, no width, a tag.
    private const string Nasty = "a\u202Eb\nc\u001b[2Jd\u200Be\U000E0041f\uFEFF\u2028g\u2066";

    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task ReportsAreSafe()
    {
        var huge = new string('x', 1_000_000);
        var input = folder.Write(
            "in.jsonl",
            Line(Nasty, Nasty, Nasty) + Line(Nasty + "2", Nasty, Nasty) + Line(huge + "1", huge,
                huge) + Line(huge + "2", huge, huge)
            + Line(huge + "2", "", "") + Line(Nasty, "", ""));

        var run = await Cli.Run("cluster", input, "--singletons");

        Assert.Equal(3, run.ExitCode);
        Assert.Contains(
            "a\\u202eb\\nc\\u001b[2Jd\\u200be\\U000e0041f\\ufeff\\u2028g\\u2066", run.Output, StringComparison.Ordinal);
        Assert.Contains("duplicate-id", run.Error, StringComparison.Ordinal);
        CheckSafe(run);
    }

    [Theory]
    [InlineData("cluster|FILE")]
    [InlineData("cluster|no FILE")]
    [InlineData("compare|FILE|FILE")]
    [InlineData("compare|FILE|FILE|--json")]
    [InlineData("cluster|FILE|--bad-FILE")]
    [InlineData("cluster|FILE|--threshold|FILE")]
    [InlineData("cluster|FILE|--policy|FILE")]
    [InlineData("cluster|FILE|--options|FILE")]
    [InlineData("cluster|FILE|--agencies|FILE")]
    [InlineData("eval|--labels|FILE|--input|FILE")]
    [InlineData("FILE")]
    [InlineData("no FILE")]
    [InlineData("info|FILE")]
    [InlineData("status|FILE")]
    [InlineData("stage|FILE|FILE")]
    [InlineData("help|FILE")]
    [InlineData("plan|FILE|-o|FILE-run")]
    [InlineData("cluster|FILE|-o|FILE")]
    public async Task NamesInMessagesAreSafe(string line)
    {
        var name = OperatingSystem.IsWindows() ? "a\u202Eb\u200Bc.txt" : Nasty + ".txt";
        var file = folder.Write(name, Cli.Harbour);

        var run = await Cli.Run(line.Split('|').Select(word => word.Replace("FILE", file, StringComparison.Ordinal)));

        CheckSafe(run);
        Assert.DoesNotContain("   at ", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task AStackThatIsAskedForIsSafe()
    {
        var run = await Cli.RunWith(
            new Dictionary<string, string> { ["DEDUPE_DEBUG"] = "1" }, "eval", "--labels", folder.Write(Nasty, "{}"),
                "--input", folder.Path);

        Assert.Contains("   at Dedupe.", run.Error, StringComparison.Ordinal);
        CheckSafe(run);
    }

    private static string Line(string id, string title, string source) =>
        JsonSerializer.Serialize(new { id, title, source, text = Cli.Harbour }) + "\n";

    private static void CheckSafe(ProgramRun run)
    {
        foreach (var line in (run.Output + run.Error).Split('\n'))
        {
            Assert.DoesNotContain(line, static character => char.GetUnicodeCategory(character)
                is UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.LineSeparator);
            Assert.DoesNotContain("\U000E0041", line, StringComparison.Ordinal);
            Assert.InRange(line.Length, 0, LongestLine);
        }
    }
}
