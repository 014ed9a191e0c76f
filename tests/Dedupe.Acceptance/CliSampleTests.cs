using System.Text.Json;
using Xunit;

namespace Dedupe.Acceptance;

/// <summary><c>dedupe sample</c> with answers from a file, as a script would give them.</summary>
public sealed class CliSampleTests : IDisposable
{
    private const string Articles = "seeds/wire-demo/articles.jsonl";

    private readonly TemporaryFolder folder = new();
    private readonly string labels;

    public CliSampleTests() => labels = Path.Combine(folder.Path, "labels.jsonl");

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task AnswersAreWrittenAndAskedOnce()
    {
        var first = (await Ask("y\nNO\nmaybe\nskip\n")).Succeeded();

        Assert.Equal(["copy", "not", "unsure"], Written().Select(label => label.Label));
        Assert.Contains("── 4 of 8 ─", first.Output, StringComparison.Ordinal);
        Assert.Contains("y, n, s or q, please", first.Output, StringComparison.Ordinal);
        Assert.Contains("3 answers: 1 copy, 1 not, 1 unsure; 5 left to ask", first.Output, StringComparison.Ordinal);
        Assert.Contains("Rovers", first.Output, StringComparison.Ordinal);
        Assert.Contains("[prose 1: ", first.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("\u001b", first.Output, StringComparison.Ordinal);

        var second = (await Ask("y\nq\ny\n")).Succeeded();

        Assert.StartsWith(
            "── 4 of 8 ─", second.Output[second.Output.IndexOf("──", StringComparison.Ordinal)..],
            StringComparison.Ordinal);
        Assert.Equal(4, Written().Count);

        await Ask("n\nn\nn\nn\nn\n");
        var pairs = Written();
        Assert.Equal(8, pairs.Count);
        Assert.Equal(8, pairs.Select(pair => (pair.A, pair.B)).Distinct().Count());
        Assert.Contains("All 8 pairs are answered", (await Ask("y\n")).Succeeded().Output, StringComparison.Ordinal);
        Assert.Equal(8, Written().Count);
    }

    [Fact]
    public async Task TheLabelsAreReadByEval()
    {
        (await Ask("y\nn\ns\n")).Succeeded();

        var run = (await Cli.Run("eval", "--labels", labels, "--input", Articles, "--json", "-q")).Succeeded();

        using var json = JsonDocument.Parse(run.Output);
        Assert.Equal(2, json.RootElement.GetProperty("labels").GetInt32());
        Assert.Equal(0, json.RootElement.GetProperty("unmatched").GetInt32());
    }

    [Fact]
    public async Task WithoutAnswersItEnds()
    {
        var run = (await Ask("")).Succeeded();

        Assert.Contains("0 answers", run.Output, StringComparison.Ordinal);
        Assert.Empty(Written());
    }

    [Fact]
    public async Task AHalfWrittenAnswerIsAskedAgain()
    {
        (await Ask("y\n")).Succeeded();
        var whole = File.ReadAllText(labels);
        File.WriteAllText(labels, whole[..(whole.Length / 2)]);

        (await Ask("y\n")).Succeeded();

        Assert.Equal(whole, File.ReadAllText(labels));
    }

    [Fact]
    public async Task NothingInCommonIsNothingToAsk()
    {
        var input = folder.Write("in.jsonl", Cli.Lines(("a", Cli.Harbour), ("b", Cli.Orchard)));

        var run = (await Cli.Run("sample", input, "-o", labels, "-q")).Succeeded();

        Assert.Equal("No pair to ask about: no two documents have anything in common.\n", run.Output);
    }

    [Fact]
    public async Task ArticlesCannotComeFromWhereTheAnswersDo()
    {
        var run = await Cli.Run("sample", "-", "-o", labels);

        Assert.Equal(2, run.ExitCode);
        Assert.Contains("Standard input", run.Error, StringComparison.Ordinal);
        Assert.False(File.Exists(labels));
    }

    [Fact]
    public async Task AFileThatHoldsNoLabelsIsNotTouched()
    {
        File.WriteAllText(labels, Cli.Lines(("a", Cli.Harbour)));
        var before = File.ReadAllText(labels);

        var run = await Ask("y\n");

        Assert.Equal(4, run.ExitCode);
        Assert.StartsWith($"dedupe: {labels}:1: ", run.Error, StringComparison.Ordinal);
        Assert.Equal(before, File.ReadAllText(labels));
    }

    private Task<ProgramRun> Ask(string answers) =>
        Cli.RunFrom(
            folder.Write("answers", answers), "sample", Path.Combine(Repository.Root, Articles), "-o", labels, "-q",
            "-n", "8");

    private List<(string A, string B, string Label)> Written() => [.. File.ReadLines(labels).Select(line =>
    {
        using var json = JsonDocument.Parse(line);
        return (Text("a"), Text("b"), Text("label"));

        string Text(string name) => json.RootElement.GetProperty(name).GetString()!;
    })];
}
