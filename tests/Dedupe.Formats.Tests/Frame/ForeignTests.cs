using Dedupe.Sources;
using Dedupe.Tests.Sources;
using Xunit;

namespace Dedupe.Formats.Tests.Frame;

/// <summary>Names that other programs use too, for other things.</summary>
public sealed class ForeignTests : IDisposable
{
    private const string Long =
        "The ferry to Port Ellery turned back on Monday after its pilot saw smoke above the engine room and called " +
        "the coast guard, which came within the hour and took all 84 passengers off the ship before noon of that day.";

    private static readonly SourceOptions Options = new() { Formats = FormatRegistry.All };

    private readonly TempFolder folder = new();

    public void Dispose() => folder.Dispose();

    public static TheoryData<string, string> Foreign => new()
    {
        { "pom.xml", "<?xml version='1.0'?><!-- licence --><project xmlns='http://maven.apache.org/POM/4.0.0'/>" },
        { "sitemap.xml", "<urlset><url><loc>https://post.example/</loc></url></urlset>" },
        { "package.json", """{"name":"post","version":"1.0.0","description":"The site of the Post","main":"a.js"}""" },
        { "tsconfig.json", "{ // settings\n \"compilerOptions\": {\"strict\": true,}, }" },
        { "map.json", """{"type":"FeatureCollection","features":[{"type":"Point","coordinates":[1,2]}]}""" },
    };

    [Theory]
    [MemberData(nameof(Foreign))]
    public async Task It_is_passed_over_in_a_folder_and_told_when_it_is_named(string name, string content)
    {
        string good = folder.Write("in/good.txt", Long);
        string path = folder.Write($"in/{name}", content);

        var source = new FileSource([folder.Root], Options);
        var read = await Collector.ReadAsync(source.ReadAsync(TestContext.Current.CancellationToken));
        Assert.Equal([good], read.Ids);
        Assert.Empty(read.Rejected);
        Assert.Equal((Path.GetExtension(name), 1L), Assert.Single(source.PassedOver.Select(static kind =>
            (kind.Key, kind.Value))));
        Assert.Equal(path, Assert.Single(source.FindPassedOver()).Shown);

        Assert.Equal(path, Assert.Single((await Collector.ReadAsync(Options, path)).Rejected).Origin.Source);
        // Named beside its folder it is named.
        Assert.Single((await Collector.ReadAsync(Options, folder.Root, path)).Rejected);
    }

    public static TheoryData<string, string> Told => new()
    {
        // Another name for the text, in any script: people want to know.
        { "a.json", $$"""{"headline":"A","body":"{{Long}}"}""" },
        { "b.json", $$"""{"headline":"A","body":"{{new string('\u6587', 80)}}"}""" },
        { "c.json", """{"id":"1","body":"short"}""" },
        { "d.json", """{"name":"a"} {"name":"b"}""" },
        { "e.json", "{\"name\":" },
        { "f.xml", "no tag at all" },
        { "g.xml", "<!DOCTYPE rss [<!ENTITY a 'b'>]><rss/>" },
        { "h.csv", "name,size\npost,3\n" },
    };

    [Theory]
    [MemberData(nameof(Told))]
    public async Task What_may_be_meant_is_told_in_a_folder_too(string name, string content)
    {
        string path = folder.Write(name, content);

        var source = new FileSource([folder.Root], Options);
        var read = await Collector.ReadAsync(source.ReadAsync(TestContext.Current.CancellationToken));

        Assert.Empty(source.PassedOver);
        Assert.All(read.Rejected, rejection => Assert.Equal(path, rejection.Origin.Source));
        Assert.NotEmpty(read.Rejected);
    }

    [Fact]
    public async Task Fields_of_other_names_are_known()
    {
        string path = folder.Write("a.json", """{"doc":{"body":"Few words."},"key":"k"}""");
        var options = Options with { IdField = "key", TextField = "doc.body" };

        Assert.Equal(["k"], (await Collector.ReadAsync(options, folder.Root)).Ids);
        Assert.Equal(path, Assert.Single((await Collector.ReadAsync(options, folder.Root)).Accepted).Origin.Source);
    }

    [Fact]
    public async Task A_short_page_is_a_page()
    {
        string path = folder.Write("a.html", "<title>A</title><p>The ferry turned back on Monday.</p>");

        Assert.Equal([path], (await Collector.ReadAsync(Options, folder.Root)).Ids);
    }
}
