using System.Text.RegularExpressions;
using System.Xml.Linq;
using Xunit;

namespace Dedupe.Acceptance;

/// <summary>What the README promises at its top is what happens.</summary>
public sealed class ReadmeTests
{
    private static readonly string Readme = File.ReadAllText(Path.Combine(Repository.Root, "README.md"));

    /// <summary>What the first command prints, as the README shows it.</summary>
    internal static string Demo
    {
        get
        {
            var start = Readme.IndexOf("$ dedupe cluster", StringComparison.Ordinal);
            return Readme[(Readme.IndexOf('\n', start) + 1)..Readme.IndexOf("```", start, StringComparison.Ordinal)];
        }
    }

    [Fact]
    public async Task TheFirstCommandPrintsTheDemo()
    {
        var words = Command("dotnet run").Split(' ');
        var run = (await ProgramRun.Of(ProgramRun.Dotnet, words[1..])).Succeeded();

        Assert.Equal(WithoutTimes(Demo), WithoutTimes(run.Output));
    }

    [Fact]
    public void TheSecondCommandTestsTheWholeSolution()
    {
        Assert.Equal("dotnet test Dedupe.sln -c Release", Command("dotnet test"));

        var solution = File.ReadAllText(Path.Combine(Repository.Root, "Dedupe.sln"));
        foreach (var project in Directory.GetFiles(Path.Combine(Repository.Root, "tests"), "*.csproj",
            SearchOption.AllDirectories))
            Assert.Contains(Path.GetFileName(project), solution, StringComparison.Ordinal);
    }

    [Fact]
    public async Task ThePictureShowsWhatCompareSays()
    {
        var folder = Path.Combine(Repository.Root, "docs", "pictures");
        var picture = XDocument.Load(Path.Combine(folder, "compare.svg"));
        var shown = picture.Descendants().Where(element => element.Name.LocalName == "text").Select(Words).ToHashSet();

        var run = (await Cli.Run(
            "compare", Path.Combine(folder, "compare", "wire.jsonl"), Path.Combine(folder, "compare", "courier.jsonl"),
            "--agencies", Path.Combine(Repository.Root, "seeds", "wire-demo", "agencies.txt"))).Succeeded();
        var numbers = run.Output.Split('\n')
            .TakeWhile(line => !line.StartsWith("SALLOW FORD", StringComparison.Ordinal))
            .Where(line => line.Length > 0)
            .ToList();

        Assert.Contains("relation      derived", numbers);
        Assert.All(numbers, line => Assert.Contains(line.Trim(), shown));
    }

    private static string Words(XElement text) => text.Value.Trim();

    /// <summary>The first command of the README that begins so.</summary>
    internal static string Command(string start) =>
        Readme.Split('\n').Select(line => line.Trim()).First(line => line.StartsWith(start, StringComparison.Ordinal));

    /// <summary>What the command prints, but for what no two runs have alike.</summary>
    internal static string WithoutTimes(string output) =>
        Regex.Replace(
            output, @"[\d.,]+ s, [\d.,]+ documents/s, [\d.,]+ MB/s", "…", RegexOptions.None,
            TimeSpan.FromSeconds(1)).Trim();
}
