using System.Text.RegularExpressions;
using Dedupe.Batch;
using Dedupe.Sources;
using Dedupe.Tests.Sources;
using Xunit;

namespace Dedupe.Formats.Tests.Same;

/// <summary>The same articles give the same clusters, whatever format they come in.</summary>
public sealed partial class SameArticlesTests
{
    private static readonly Lazy<Task<IReadOnlyList<string>>> Expected = new(() => Clusters(WrittenFormat.Lines));

    private static readonly Lazy<Task<IReadOnlyList<string>>> ExpectedOfBare =
        new(() => Clusters(WrittenFormat.BareLines));

    private static readonly Lazy<Task<IReadOnlyList<string>>> ExpectedWithoutOutlet =
        new(() => Clusters(WrittenFormat.LinesWithoutOutlet));

    public static TheoryData<string> Formats => [.. WrittenFormat.Others.Select(static format => format.Name)];

    [Theory]
    [MemberData(nameof(Formats))]
    public async Task Clusters_are_the_same(string name)
    {
        var format = WrittenFormat.Others.Single(format => format.Name == name);
        var expected = await (format.IsBare ? ExpectedOfBare
            : format.HasNoOutlet ? ExpectedWithoutOutlet
            : Expected).Value;
        Assert.InRange(expected.Count, 300, 700);
        Assert.Equal(expected, await Clusters(format));
    }

    // Each as its members, in order.
    private static async Task<IReadOnlyList<string>> Clusters(WrittenFormat format)
    {
        using var folder = new TempFolder();
        format.Write(GeneratedArticles.All, folder);
        var result = await new DedupeJob(
            new JobOptions
            {
                Inputs = [folder.Root + "/in"],
                Source = new SourceOptions { Formats = FormatRegistry.All },
            }).RunAsync(null, TestContext.Current.CancellationToken);
        Assert.Empty(result.Rejections);
        Assert.Equal(GeneratedArticles.All.Count, result.Summary.Accepted);
        return
        [
            .. result.Clusters.Select(
                cluster => string.Join(
                    ' ',
                    cluster.Members.Select(member => IdOf(member.Id)).Order(StringComparer.Ordinal)))
                .Order(StringComparer.Ordinal),
        ];
    }

    // Some formats have more around it: a path, or the name of a feed.
    private static string IdOf(string id) => ArticleId().Match(id).Value;

    [GeneratedRegex("s[0-9]+c[0-9]+", RegexOptions.RightToLeft)]
    private static partial Regex ArticleId();
}
