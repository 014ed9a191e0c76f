using System.IO.Compression;
using System.Text.Json;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using Xunit;

namespace Dedupe.Acceptance;

/// <summary>The packages as a user gets them: installed from a folder, then run.</summary>
public sealed partial class PackagingTests(Packages packages) : IClassFixture<Packages>, IDisposable
{
    private const string Story =
        "The harbour of Port Ellery stayed closed for a third day on Friday after the freighter Halcyon ran aground " +
        "in heavy fog, "
        + "and officials said that divers would look at the hull before tugs tried again at high water on Sunday " +
            "morning.";

    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task TheInstalledToolRuns()
    {
        // The packages' folder is the only source: the tool brings everything it needs.
        var config = folder.Write(
            "nuget.config",
            $"<configuration><packageSources><clear /><add key=\"local\" value=\"{packages.Feed}\" " +
            $"/></packageSources></configuration>");
        var bin = Path.Combine(folder.Path, "bin");
        (await ProgramRun.Of(
            ProgramRun.Dotnet, ["tool", "install", "Dedupe.Tool", "--tool-path", bin, "--configfile", config],
                packages.Environment))
            .Succeeded();
        var dedupe = Path.Combine(bin, OperatingSystem.IsWindows() ? "dedupe.exe" : "dedupe");
        var input = folder.Write("articles.jsonl",
            string.Concat(new[] { ("a", Story), ("b", Story), ("c", "Nothing like it.") }
            .Select(article => JsonSerializer.Serialize(new { id = article.Item1, text = article.Item2 }) + "\n")));
        var found = Path.Combine(folder.Path, "found");

        var info = (await ProgramRun.Of(dedupe, ["info"], folder: folder.Path)).Succeeded();
        (await ProgramRun.Of(dedupe, ["cluster", input, "-o", found], folder: folder.Path)).Succeeded();

        Assert.Contains("scalar", info.Output, StringComparison.Ordinal);
        var line = Assert.Single(File.ReadAllLines(Path.Combine(found, "clusters.jsonl")));
        using var cluster = JsonDocument.Parse(line);
        Assert.Equal(
            ["a", "b"],
            cluster.RootElement.GetProperty("members")
                .EnumerateArray()
                .Select(member => member.GetProperty("id").GetString()!)
                .Order());
    }

    [Theory]
    [InlineData("README.md")]
    [InlineData("docs/library.md")]
    public async Task TheExamplesOfAPageRunOnTheLibraryPackage(string page)
    {
        var text = await File.ReadAllTextAsync(
            Path.Combine(Repository.Root, page), TestContext.Current.CancellationToken);
        var examples = Example().Matches(text);
        Assert.True(
            examples.Count > 0, $"{page} has a program in a csharp block, and what it prints in a text block.");
        // Later examples use what earlier ones declare, so they are one program.
        var lines = examples.SelectMany(example => example.Groups["program"].Value.Split('\n')).ToList();
        var usings = lines.Where(line => line.StartsWith("using ", StringComparison.Ordinal)).Distinct();
        var rest = lines.Where(line => !line.StartsWith("using ", StringComparison.Ordinal));
        var printed = string.Join('\n', examples.Select(example => example.Groups["output"].Value.Trim()));
        var restored = await ProgramRun.Of(ProgramRun.Dotnet, ["nuget", "locals", "global-packages", "--list"]);
        var fallback = restored.Succeeded().Output.Split(' ', 2)[1].Trim();
        folder.Write("Program.cs", string.Join('\n', usings.Concat(rest)));
        // What the library depends on was restored to build it, and is taken from there; Dedupe itself from the folder
        // alone.
        folder.Write(
            "Example.csproj",
            $"""
             <Project Sdk="Microsoft.NET.Sdk">
               <PropertyGroup>
                 <OutputType>Exe</OutputType>
                 <TargetFramework>net10.0</TargetFramework>
                 <ImplicitUsings>enable</ImplicitUsings>
                 <Nullable>enable</Nullable>
                 <NuGetAudit>false</NuGetAudit>
                 <UseSharedCompilation>false</UseSharedCompilation>
                 <RestoreAdditionalProjectSources>{packages.Feed}</RestoreAdditionalProjectSources>
                 <RestoreAdditionalProjectFallbackFolders>{fallback}</RestoreAdditionalProjectFallbackFolders>
               </PropertyGroup>
               <ItemGroup>
                 <PackageReference Include="Dedupe" Version="[{LibraryVersion()}]" />
               </ItemGroup>
             </Project>
             """);

        (await ProgramRun.Of(ProgramRun.Dotnet, ["build", "-v", "q", "-o", "out"], packages.Environment, folder.Path))
            .Succeeded();
        var run = await ProgramRun.Of(ProgramRun.Dotnet, [Path.Combine("out", "Example.dll")], folder: folder.Path);

        Assert.Equal(printed, run.Succeeded().Output.Trim());
    }

    [Fact]
    public void TheLibraryPackageIsComplete()
    {
        using var package = ZipFile.OpenRead(LibraryPackage());
        var names = package.Entries.Select(entry => entry.FullName).ToList();
        var description = Description(package);

        Assert.Contains("lib/net10.0/Dedupe.dll", names);
        Assert.Contains("lib/net10.0/Dedupe.xml", names);
        Assert.Contains("README.md", names);
        // Its own assembly is all that it carries: the others come as packages that it asks for.
        Assert.Single(names, name => name.EndsWith(".dll", StringComparison.Ordinal));
        foreach (var asked in new[] { "System.IO.Hashing", "ZstdSharp.Port" })
            Assert.Contains(description.Descendants(), element => (string?)element.Attribute("id") == asked);
        foreach (var word in new[] { "license", "readme", "description", "tags" })
            Assert.Contains(
                description.Descendants(), element => element.Name.LocalName == word && element.Value.Length > 0);
    }

    private string LibraryVersion()
    {
        using var package = ZipFile.OpenRead(LibraryPackage());
        return Description(package).Descendants().First(element => element.Name.LocalName == "version").Value;
    }

    private string LibraryPackage() =>
        Assert.Single(
            Directory.GetFiles(packages.Feed),
            path => !Path.GetFileName(path).StartsWith("Dedupe.Tool.", StringComparison.Ordinal));

    private static XDocument Description(ZipArchive package)
    {
        using var stream = package.Entries.Single(entry => entry.Name == "Dedupe.nuspec").Open();
        return XDocument.Load(stream);
    }

    [GeneratedRegex(
        "```csharp\n(?<program>.*?)\n```.*?```text\n(?<output>.*?)\n```",
        RegexOptions.Singleline | RegexOptions.ExplicitCapture)]
    private static partial Regex Example();
}
