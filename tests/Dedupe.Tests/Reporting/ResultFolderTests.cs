using System.Text.Json;
using System.Text.Json.Serialization;
using Dedupe.Clustering;
using Dedupe.Reporting;
using Dedupe.Sources;
using Dedupe.Tests.Clustering;
using Dedupe.Verification;
using Xunit;

namespace Dedupe.Tests.Reporting;

public sealed class ResultFolderTests : IDisposable
{
    private readonly string folder = Path.Combine(Directory.CreateTempSubdirectory("dedupe-").FullName, "run");

    public void Dispose() => Directory.Delete(Path.GetDirectoryName(folder)!, recursive: true);

    [Fact]
    public void ClustersHaveTheirFieldsInOrderAndStayReadable()
    {
        Write();

        Assert.Equal(
            """{"cluster":"00ff","representative":"مقال/1","reason":"earliest","size":2,"members":[""" +
            """{"id":"مقال/1","relation":"identical","jaccard":1,"containment":1,"coverage":1,"proseCoverage":1,""" +
            "\"title\":\"عنوان\",\"source\":\"AFP\",\"date\":\"2026-03-19T09:12:00.5Z\",\"file\":\"in/x.jsonl\"}," +
            """{"id":"b \"two\"","relation":"derived","jaccard":0.2035,"containment":0.451,"coverage":0.57,""" +
            "\"proseCoverage\":0.3333}]}\n",
            Read(ResultFolder.ClustersName));
    }

    [Fact]
    public void PairsHaveTheirFieldsInOrder()
    {
        Write();

        Assert.Equal(
            """{"a":"b \"two\"","b":"مقال/1","relation":"derived","jaccard":0.2035,"containmentA":0.451,""" +
            "\"containmentB\":0.27,\"proseCoverageA\":0.3333,\"proseCoverageB\":0.5,\"passages\":" +
            """[{"a":[120,310],"b":[88,305],"words":47,"kind":"prose"},{"a":[500,4],"b":[600,4],"words":1,""" +
            "\"kind\":\"quote\"}],\"direction\":\"unknown\"}\n",
            Read(ResultFolder.PairsName));
    }

    [Fact]
    public void RejectionsNameFileLineAndReason()
    {
        Write();

        Assert.Equal(
            """
            {"source":"x.jsonl","line":12,"reason":"bad-encoding"}
            {"source":"y.jsonl","line":0,"reason":"missing","detail":"There is no such file."}

            """,
            Read(ResultFolder.RejectedName));
    }

    [Fact]
    public void TheSummaryHasCountsOptionsStagesAndTheHashFamily()
    {
        Write();

        using var json = JsonDocument.Parse(Read(ResultFolder.SummaryName));
        var root = json.RootElement;
        Assert.Equal(ProgramVersion.Text, root.GetProperty("version").GetString());
        Assert.Matches(@"^\d+\.\d+\.\d+", ProgramVersion.Text);
        Assert.Equal("2026-03-19T09:12:00.005Z", root.GetProperty("started").GetString());
        Assert.Equal("2026-03-19T09:12:01.000Z", root.GetProperty("finished").GetString());
        Assert.Equal(0.75, root.GetProperty("seconds").GetDouble());
        Assert.Equal(5, root.GetProperty("read").GetInt64());
        Assert.Equal(3, root.GetProperty("accepted").GetInt64());
        Assert.Equal(2, root.GetProperty("rejected").GetInt64());
        Assert.Equal(
            ["identical", "near-duplicate", "derived", "partial", "quote", "template", "none"],
            root.GetProperty("pairs").EnumerateObject().Select(property => property.Name));
        Assert.Equal(1, root.GetProperty("tooShortMatched").GetInt64());
        Assert.Equal(7, root.GetProperty("pairs").GetProperty("derived").GetInt64());
        Assert.Equal(4, root.GetProperty("retries").GetInt64());
        Assert.Equal(9, root.GetProperty("hashFamilyVersion").GetInt32());
        Assert.Equal(0.6, root.GetProperty("options").GetProperty("threshold").GetDouble());
        Assert.Equal("body", root.GetProperty("options").GetProperty("source").GetProperty("textField").GetString());
        Assert.Equal(
            "preferred-source",
            root.GetProperty("options").GetProperty("clustering").GetProperty("policy")[0].GetString());
        Assert.Equal("sign", root.GetProperty("stages")[0].GetProperty("stage").GetString());
        Assert.Equal(12.5, root.GetProperty("stages")[0].GetProperty("megabytesPerSecond").GetDouble());
        Assert.Equal(4096, root.GetProperty("stages")[0].GetProperty("allocatedBytes").GetInt64());
        Assert.Equal(123456, root.GetProperty("peakMemoryBytes").GetInt64());
    }

    [Fact]
    public void EveryOptionIsInTheSummary()
    {
        Write();

        using var json = JsonDocument.Parse(Read(ResultFolder.SummaryName));
        var names = OptionNames(json.RootElement.GetProperty("options")).ToHashSet(StringComparer.OrdinalIgnoreCase);
        foreach (var type in new[]
            {
                typeof(DedupeOptions), typeof(ClusteringOptions), typeof(VerificationOptions),
                    typeof(Dedupe.Signing.SigningOptions),
                typeof(Dedupe.Indexing.IndexingOptions), typeof(SourceOptions),
            })
        {
            // What is no data has no place in a file.
            Assert.All(
                type.GetProperties().Where(static property => !property.IsDefined(typeof(JsonIgnoreAttribute), false)),
                property => Assert.Contains(property.Name, names));
        }
    }

    [Fact]
    public void TheOutcomeIsReadBackAndADamagedSummaryIsNamed()
    {
        Write();
        var written = new ResultFolder(folder);
        var path = Path.Combine(folder, ResultFolder.SummaryName);
        Assert.Empty(written.Missing());
        Assert.Equal(
            new RunOutcome(Result().Summary.Duplicates, 2, Accepted: Result().Summary.Accepted),
            written.ReadOutcome());

        File.WriteAllText(path, "{\"duplicates\":1}");
        Assert.StartsWith(
            path, Assert.Throws<InvalidDataException>(written.ReadOutcome).Message, StringComparison.Ordinal);

        File.Delete(path);
        Assert.Equal([ResultFolder.SummaryName], written.Missing());
    }

    [Fact]
    public void ClearingRemovesTheResultsAndNothingElse()
    {
        Write();
        File.WriteAllText(Path.Combine(folder, "notes.txt"), "mine");
        File.WriteAllText(Path.Combine(folder, "pairs.jsonl.partial"), "half");

        new ResultFolder(folder).Clear();

        Assert.Equal([Path.Combine(folder, "notes.txt")], Directory.GetFiles(folder));
    }

    private void Write() => new ResultFolder(folder).Write(
        Result(),
        new DedupeOptions { Threshold = 0.6, Clustering = new() { Policy = [PolicyRule.PreferredSource] } },
        new SourceOptions { TextField = "body" },
        hashFamilyVersion: 9,
        TestContext.Current.CancellationToken);

    private string Read(string name) => File.ReadAllText(Path.Combine(folder, name));

    private static IEnumerable<string> OptionNames(JsonElement options)
    {
        foreach (var property in options.EnumerateObject())
        {
            yield return property.Name;
            foreach (var name in property.Value.ValueKind == JsonValueKind.Object ? OptionNames(property.Value) : [])
                yield return name;
        }
    }

    private static DedupeResult Result() => new()
    {
        Documents =
        [
            new("b \"two\"", null, null, null, 10),
            new("c", null, null, null, 10),
            new("مقال/1", "عنوان", "AFP", new(2026, 3, 19, 10, 12, 0, 500, TimeSpan.FromHours(1)),
                12) { File = "in/x.jsonl" },
        ],
        Clusters =
        [
            new(
                "00ff",
                "earliest",
                [SomeClusters.First(2), SomeClusters.Member(0, Relation.Derived, 0.20349, 0.451, 0.57, 1 / 3.0)]),
        ],
        Pairs =
        [
            new()
            {
                A = 0,
                B = 2,
                Relation = Relation.Derived,
                Jaccard = 0.20349,
                ContainmentA = 0.451,
                ContainmentB = 0.27,
                CoverageA = 0.6,
                CoverageB = 0.7,
                ProseCoverageA = 1 / 3.0,
                ProseCoverageB = 0.5,
                Passages =
                [
                    new(new(120, 310), new(88, 305), 47, PassageKind.Prose),
                    new(new(500, 4), new(600, 4), 1, PassageKind.Quote),
                ],
            },
        ],
        Rejections =
        [
            new(new("x.jsonl", 12), RejectionReason.BadEncoding),
            new(new("y.jsonl", 0), RejectionReason.Missing, "There is no such file."),
        ],
        Summary = new()
        {
            Read = 5,
            Accepted = 3,
            Rejected = 2,
            TooShort = 2,
            TooShortMatched = 1,
            TextBytes = 100,
            Keys = 1,
            Candidates = 8,
            PairsByRelation = new Dictionary<Relation, long> { [Relation.Derived] = 7 },
            RefusedEdges = 0,
            Clusters = 1,
            Duplicates = 1,
            Retries = 4,
            Stages = [new("sign", 0.5, 12.5, 4096)],
            Started = new(2026, 3, 19, 10, 12, 0, 5, TimeSpan.FromHours(1)),
            Finished = new(2026, 3, 19, 10, 12, 1, TimeSpan.FromHours(1)),
            Seconds = 0.75,
            PeakMemoryBytes = 123456,
        },
    };
}
