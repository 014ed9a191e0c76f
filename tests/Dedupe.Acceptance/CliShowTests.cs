using System.Text.Json;
using Xunit;

namespace Dedupe.Acceptance;

public sealed class CliShowTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task DocumentsAreShownAsTheyAreRead()
    {
        folder.Write(
            "in/a.csv", "id;body;date;title\n1;\"one \"\"two\"\"\nthree\";2024-05-01;Headline\n2;x\n3;y;soon;\n");
        folder.Write("in/b.mov", "no");
        var run = await Cli.Run("show", Path.Combine(folder.Path, "in"), "--text-field", "body");

        Assert.Equal(3, run.ExitCode);
        Assert.Matches(
            """a\.csv:2\n  id +1\n  title +Headline\n  date +2024-05-01\n  text +one "two" three\n""", run.Output);
        Assert.Matches("""a\.csv:5\n  id +3\n  date +not read: soon\n  text +y\n""", run.Output);
        Assert.Contains("a.csv:4 bad-row", run.Error, StringComparison.Ordinal);
        Assert.Contains("2 documents, 1 rejected", run.Error, StringComparison.Ordinal);
        Assert.Contains("passed over 1 file (1 .mov)", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task DocumentsAreShownAsJsonAndTheOthersAreCounted()
    {
        var file = folder.Write(
            "a.json",
            """
            [{"id": 1, "doc": {"text": ["one", "two"]}, "url": "https://a.example/1"},
            {"id": 2, "doc": {"text": "x"}}]
            """);
        var run = (await Cli.Run("show", file, "--text-field", "doc.text", "--json", "-n", "1")).Succeeded();

        using var shown = JsonDocument.Parse(run.Output);
        Assert.Equal("one\n\ntwo", shown.RootElement.GetProperty("text").GetString());
        Assert.Equal("https://a.example/1", shown.RootElement.GetProperty("url").GetString());
        Assert.Equal(1, shown.RootElement.GetProperty("line").GetInt32());
        Assert.Contains("2 documents (1 not shown: --all), 0 rejected", run.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--delimiter", ";;", "--delimiter takes auto, tab, or one character")]
    [InlineData("--delimiter", "x", "--delimiter takes auto, tab, or one character")]
    public async Task ADelimiterIsOneCharacter(string option, string value, string told)
    {
        var run = await Cli.Run("show", folder.Write("a.csv", "id,text\n1,x\n"), option, value);
        Assert.Equal(2, run.ExitCode);
        Assert.Contains(told, run.Error, StringComparison.Ordinal);
    }
}
