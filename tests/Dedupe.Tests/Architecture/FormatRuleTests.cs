using System.Text.RegularExpressions;
using Xunit;

namespace Dedupe.Tests.Architecture;

/// <summary>
/// Only a format's own folder knows its types; the registry knows the formats and packings themselves. Everybody else
/// asks the object.
/// </summary>
public sealed partial class FormatRuleTests
{
    private const string Sources = "src/Dedupe/Sources/";
    private const string Registry = Sources + "InputFormats.cs";
    private const string OtherFormats = "src/Dedupe.Formats/";
    private const string OtherRegistry = OtherFormats + "FormatRegistry.cs";

    // Where a format lives. What several formats share stands in Dedupe.Formats/Shared.
    private static readonly string[] Folders =
    [
        Sources + "PlainText/", Sources + "JsonLines/", Sources + "Wet/", OtherFormats + "Tables/",
        OtherFormats + "Parquet/", OtherFormats + "Html/", OtherFormats + "Mail/", OtherFormats + "Office/",
        OtherFormats + "Pdf/", OtherFormats + "Warc/",
        OtherFormats + "Feeds/", OtherFormats + "JsonFeeds/", OtherFormats + "NewsMl/", OtherFormats + "Ninjs/",
        OtherFormats + "Nitf/", OtherFormats + "Wires/",
        OtherFormats + "Packings/", OtherFormats + "Archives/",
    ];

    private static IEnumerable<SourceFile> Code => SourceTree.Under("src/");

    private static Dictionary<string, string> HomeOfTypes { get; } = Folders
        .SelectMany(static folder => SourceTree.Under(folder)
            .Select(file => (Type: Path.GetFileNameWithoutExtension(file.Path), Home: folder)))
        .Concat(
            SourceTree.Under(Sources + "Packings/").Select(
                static file => (Type: Path.GetFileNameWithoutExtension(file.Path), Home: Sources + "Packings/"))
                .Where(static item => item.Type.EndsWith("Packing", StringComparison.Ordinal)
                    && item.Type != "Packing"))
        .ToDictionary(static item => item.Type, static item => item.Home, StringComparer.Ordinal);

    private static IEnumerable<string> Faults(SourceFile file) =>
        from word in Word().Matches(file.Code).Select(static match => match.Value).Distinct(StringComparer.Ordinal)
        where HomeOfTypes.TryGetValue(word, out var home)
            && !file.Path.StartsWith(home, StringComparison.Ordinal)
            && !(file.Path is Registry or OtherRegistry && (word.EndsWith("Format", StringComparison.Ordinal)
                || word.EndsWith("Packing", StringComparison.Ordinal)))
        select $"{file.Path} names {word}, which belongs to {HomeOfTypes[word]}.";

    [Fact]
    public void NobodyNamesAFormatButTheRegistry() => Assert.Empty(Code.SelectMany(Faults));

    [Fact]
    public void EveryFolderOfFormatsIsListed() =>
        Assert.Empty(
            SourceTree.Under(OtherFormats)
                .Select(static file => $"{Path.GetDirectoryName(file.Path)!.Replace('\\', '/')}/")
                .Where(static folder => folder != OtherFormats
                    && !folder.StartsWith(OtherFormats + "Shared/", StringComparison.Ordinal))
                .Except(Folders));

    [Theory]
    [InlineData("src/Dedupe/Batch/A.cs", "class A { object b = new JsonLinesFormat(); }")]
    [InlineData("src/Dedupe/Sources/A.cs", "class A { bool B(InputFormat f) => f is WetFormat; }")]
    [InlineData("src/Dedupe/Sources/Wet/A.cs", "class A { JsonLineReader b; }")]
    [InlineData("src/Dedupe.Cli/A.cs", "class A { object b = new GzipPacking(); }")]
    [InlineData(Registry, "class A { object b = new WetReader(fields); }")]
    [InlineData(OtherRegistry, "class A { object b = new TableReader(fields); }")]
    [InlineData("src/Dedupe.Formats/Web/A.cs", "class A { object b = new TableReader(fields); }")]
    public void TheRuleSeesIt(string path, string code) => Assert.Single(Faults(new SourceFile(path, code)));

    [Theory]
    [InlineData(Registry, "class A { object b = new WetFormat(); }")]
    [InlineData(OtherRegistry, "class A { object b = new TableFormat(); }")]
    [InlineData("src/Dedupe/Sources/JsonLines/A.cs", "class A { JsonLineReader b; }")]
    [InlineData("src/Dedupe/Batch/A.cs", "class A { string b = \"WetFormat\"; }")]
    public void TheRuleLetsItPass(string path, string code) => Assert.Empty(Faults(new SourceFile(path, code)));

    [GeneratedRegex(@"\w+")]
    private static partial Regex Word();
}
