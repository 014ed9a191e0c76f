using System.Text;
using Dedupe.Batch;
using Dedupe.Tests.Sources;
using Xunit;

namespace Dedupe.Formats.Tests.News;

/// <summary>Files of news that are written again: the bytes of what stays are the same.</summary>
public sealed class NewsFilterTests : IDisposable
{
    private readonly TempFolder folder = new();

    private static string Story(int seed) =>
        string.Join(' ', Enumerable.Range(0, 60).Select(word => $"w{seed}x{word}"));

    private string Clean(string name) => $"{folder.Root}/clean/{name}";

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose() => folder.Dispose();

    private async Task<FilterResult> Filter(long partBytes = 0)
    {
        var job = new JobOptions
        {
            Inputs = [folder.Root + "/in"],
            OutputDirectory = folder.Root + "/run",
            Source = NewsRead.Options,
        };
        if (partBytes > 0)
            job = job with { PartBytes = partBytes };
        await new DedupeJob(job).RunAsync(null, Token);
        return await new FilterJob(new FilterOptions
        {
            RunDirectory = folder.Root + "/run",
            Inputs = [folder.Root + "/in"],
            OutputDirectory = folder.Root + "/clean",
            Formats = FormatRegistry.All,
        }).RunAsync(Token);
    }

    public static TheoryData<string, string, string, string> Lists { get; } = new()
    {
        {
            "a.rss", "<?xml version='1.0'?><!-- <item> --><rss><channel><title>T</title>\n",
            "  <item><guid>u:%ID%</guid><description>%TEXT%</description></item>", "\n</channel></rss>\n"
        },
        {
            "a.xml", "<feed xmlns='http://www.w3.org/2005/Atom'>\r\n",
            "<entry><id>u:%ID%</id><title>T</title><content>%TEXT%</content></entry>", "</feed>"
        },
        {
            "b.xml", "<newsMessage xmlns='http://iptc.org/std/nar/2006-10-01/'><header/><itemSet>",
            "<newsItem guid='u:%ID%' version='1'><contentSet><inlineData>%TEXT%</inlineData></contentSet></newsItem>",
            "</itemSet></newsMessage>"
        },
        { "a.json", "{\"version\":\"https://jsonfeed.org/version/1\",\n\"items\": [",
            "{\"id\":\"u:%ID%\",\"content_text\":\"%TEXT%\"}", " ]}" },
        { "a.ninjs", "\uFEFF[ ", "{ \"uri\":\"u:%ID%\",\"body_text\":\"%TEXT%\"}", "]\n" },
        { "a.txt", "", "\u0001a%ID% 4 i\r\n\u0002%TEXT%\u0003021137 GMT Mar 26\r\n\u0004\r\n", "" },
    };

    [Theory]
    [MemberData(nameof(Lists))]
    public async Task What_stays_is_the_same_bytes(string name, string before, string item, string after)
    {
        string gap = name.EndsWith("son", StringComparison.Ordinal) || name.EndsWith("njs", StringComparison.Ordinal)
            ? ", "
            : "";
        foreach (bool isFirst in (bool[])[true, false])
        {
            // The one with a date, or the smaller id, is kept: 2 goes, or 1 does where it stands last.
            int[] ids = isFirst ? [2, 1, 3] : [1, 2, 3];
            var items = ids.Select(id => item.Replace("%ID%", $"{id}", StringComparison.Ordinal)
                .Replace("%TEXT%", Story(id == 3 ? 3 : 1), StringComparison.Ordinal)).ToList();
            folder.Write("in/" + name, before + string.Join(gap, items) + after);
            var result = await Filter();
            items.RemoveAt(Array.IndexOf(ids, 2));
            Assert.Equal((3, 1, 0), (result.Counts.Read, result.Counts.Removed, result.Counts.Rejected));
            string kept = await File.ReadAllTextAsync(Clean(name), Token);
            string expected = before.TrimStart('\uFEFF') + string.Join(gap, items) + after;
            // Spaces before an item of XML belong to no item, and stay.
            Assert.Equal(
                expected.Trim().Replace("  ", "", StringComparison.Ordinal),
                kept.Trim().Replace("  ", "", StringComparison.Ordinal));
            Directory.Delete(folder.Root + "/clean", recursive: true);
            Directory.Delete(folder.Root + "/run", recursive: true);
        }
    }

    [Fact]
    public async Task A_file_goes_with_the_last_of_its_items()
    {
        string Ninjs(int id) =>
            $$"""{"uri":"u:{{id}}","versioncreated":"2026-01-0{{id}}","body_text":"{{Story(1)}}"}""";
        string Nitf(int id) =>
            $"<nitf><head><docdata><doc-id id-string='u:{id}'/><date.issue norm='2026010{id}'/></docdata></head>" +
            $"<body><body.content><p>{Story(1)}</p></body.content></body></nitf>";
        folder.Write("in/1.json", Ninjs(1));
        folder.Write("in/2.json", Ninjs(2));
        folder.Write("in/3.nitf", Nitf(3));
        folder.Write(
            "in/4.xml",
            $"<newsItem xmlns='x' guid='u:4' " +
            $"version='1'><itemMeta><versionCreated>2026-01-04</versionCreated>" +
            "</itemMeta><contentSet>" + $"<inlineData>{Story(1)}</inlineData></contentSet></newsItem>");
        var result = await Filter(partBytes: 400);
        Assert.Equal((4, 3), (result.Counts.Read, result.Counts.Removed));
        Assert.Equal(
            ["1.json", "filter.json"],
            Directory.GetFiles(folder.Root + "/clean").Select(Path.GetFileName).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Versions_of_a_wire_are_known_as_such_and_a_kill_stays()
    {
        string Item(int version, string status, string text) =>
            $"<newsItem guid='tag:x' version='{version}'><itemMeta><pubStatus qcode='stat:{status}'/></itemMeta>" +
            $"<contentMeta><headline>Ferry turns " +
            $"back</headline></contentMeta><contentSet><inlineData>{text}</inlineData></contentSet></newsItem>";
        string path = folder.Write(
            "in/a.xml",
                "<newsMessage xmlns='http://iptc.org/std/nar/2006-10-01/'><itemSet>" + Item(1, "usable", Story(1))
            + Item(2, "usable", Story(1)) + Item(3, "canceled", Story(1)) + "</itemSet></newsMessage>");
        var result = await Filter();
        Assert.Equal((3, 1, 0), (result.Counts.Read, result.Counts.Removed, result.Counts.Rejected));
        string clusters = await File.ReadAllTextAsync(folder.Root + "/run/clusters.jsonl", Token);
        Assert.Contains(
            "\"item\":\"tag:x\",\"revisionOf\":\"tag:x#2\",\"version\":\"3\",\"status\":\"stat:canceled\"," +
            "\"label\":\"KILL\"", clusters, StringComparison.Ordinal);
        string kept = await File.ReadAllTextAsync(Clean("a.xml"), Token);
        Assert.Contains("stat:canceled", kept, StringComparison.Ordinal);
        Assert.True(File.Exists(path));
    }

    [Fact]
    public async Task A_damaged_JSON_feed_stays_whole()
    {
        string text =
            "{\"version\":\"https://jsonfeed.org/version/1\",\"items\":[" +
            $"{{\"id\":\"u:1\",\"content_text\":\"{Story(1)}\"}}," +
            $"{{\"id\":\"u:2\",\"content_text\":\"{Story(1)}\"}},{{\"id\"";
        folder.Write("in/a.json", text);
        var result = await Filter();
        Assert.Equal(0, result.Counts.Removed);
        Assert.Equal(Encoding.UTF8.GetBytes(text), await File.ReadAllBytesAsync(Clean("a.json"), Token));
    }
}
