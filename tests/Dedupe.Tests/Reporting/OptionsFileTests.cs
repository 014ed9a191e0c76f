using System.Text.Json;
using Dedupe.Clustering;
using Dedupe.Indexing;
using Dedupe.Normalization;
using Dedupe.Reporting;
using Dedupe.Signing;
using Dedupe.Sources;
using Dedupe.Verification;
using FsCheck;
using FsCheck.Fluent;
using Xunit;

namespace Dedupe.Tests.Reporting;

public sealed class OptionsFileTests : IDisposable
{
    private static readonly HashSet<string> None = [];

    private readonly string path = Path.GetTempFileName();

    public void Dispose() => File.Delete(path);

    private static Gen<(DedupeOptions Dedupe, SourceOptions Source)> Options =>
        from share in Gen.Choose(0, 1000)
        from words in Gen.Choose(1, 60)
        from threshold in Gen.Choose(1, 1000)
        from shape in Gen.Elements(Enum.GetValues<ClusterShape>())
        from policy in Gen.SubListOf(Enum.GetValues<PolicyRule>())
        from outlets in Gen.ListOf(Gen.Elements("AFP", "O’Brien \"Post\"", "新闻", "a,b"))
        from name in Gen.Elements("text", "body", "\n\\")
        from near in Gen.Elements(true, false)
        select (
            new DedupeOptions
            {
                Threshold = threshold / 1000.0,
                NearOnly = near,
                Verification = new VerificationOptions { DerivedShare = share / 1000.0, PartialWords = words },
                Signing = new SigningOptions { ReuseWindow = words },
                Indexing = new IndexingOptions { StoryCap = words },
                Clustering =
                    new ClusteringOptions { Shape = shape, Policy = [.. policy], PreferredSources = [.. outlets] },
            },
            new SourceOptions
            {
                TextField = name,
                StandardInputFormat = near ? "text" : "json-lines"
            });

    [Fact]
    public void WhatIsWrittenIsRead() => Prop.ForAll(Arb.From(Options), options =>
    {
        OptionsFile.Write(path, options.Dedupe, options.Source, None);
        Assert.Equal(Text(options), Text(OptionsFile.Read(path)));

        // All options as a run records them are a file as well.
        File.WriteAllText(path, Text(options));
        Assert.Equal(Text(options), Text(OptionsFile.Read(path)));
    }).Check(Config.QuickThrowOnFailure);

    [Fact]
    public void OnlyWhatDiffersAndMattersIsWritten()
    {
        OptionsFile.Write(
            path,
            new DedupeOptions { Threads = 3, MemoryBytes = 1, Threshold = 0.5 },
            new SourceOptions { Retries = 1 },
            new HashSet<string> { "verification.derivedWords" });

        using var json = JsonDocument.Parse(File.ReadAllText(path));
        Assert.Equal(
            """{"threshold":0.5,"verification":{"derivedWords":14}}""", JsonSerializer.Serialize(json.RootElement));
    }

    [Fact]
    public void APartLeavesTheRestAsItIsByDefault()
    {
        File.WriteAllText(
            path, "\ufeff{\"threads\":2,\"verification\":{\"derivedShare\":0.18},\"source\":{\"idField\":\"key\"}}\n");

        var (dedupe, source) = OptionsFile.Read(path);

        Assert.Equal(new DedupeOptions().Verification with { DerivedShare = 0.18 }, dedupe.Verification);
        Assert.Equal((0.7, 2), (dedupe.Threshold, dedupe.Threads));
        Assert.Equal(new SourceOptions { IdField = "key" }, source);
    }

    [Fact]
    public void TheRecordOfARunGivesWhatMattersForResults()
    {
        File.WriteAllText(path, """
            {"options":{"threads":64,"memoryBytes":1,"threshold":0.6,"source":{"retries":0,"textField":"body"}},
            "read":3,"hashFamilyVersion":1}
            """);

        var (dedupe, source) = OptionsFile.Read(path);

        Assert.Equal(
            Text((new DedupeOptions { Threshold = 0.6 }, new SourceOptions { TextField = "body" })),
            Text((dedupe, source)));
    }

    [Theory]
    [InlineData(
        "{\n\"verification\":{\n\"derivedShar\":0.1}}", 3,
        "verification.derivedShar is no option; did you mean derivedShare?")]
    [InlineData("{\"Threshold\":0.5}", 1, "Threshold is no option; did you mean threshold?")]
    [InlineData("{\"colour\":0.5}", 1, "colour is no option")]
    [InlineData("{\"options\":{\"threshold\":0.5}}", 1, "options is no option")]
    [InlineData("{\n\"threshold\":\"0.5\"}", 2, "threshold takes a number")]
    [InlineData("{\"threshold\":null}", 1, "threshold takes a number")]
    [InlineData("{\"threshold\":1e999}", 1, "threshold")]
    [InlineData("{\"shingleSize\":5.5}", 1, "shingleSize takes a whole number")]
    [InlineData("{\"memoryBytes\":99999999999999999999}", 1, "memoryBytes takes a whole number")]
    [InlineData("{\"nearOnly\":1}", 1, "nearOnly takes true or false")]
    [InlineData("{\"verification\":null}", 1, "verification takes an object")]
    [InlineData("{\"source\":[]}", 1, "source takes an object")]
    [InlineData("{\"source\":{\"idField\":null}}", 1, "source.idField takes a text")]
    [InlineData("{\"source\":{\"idField\":\"\"}}", 1, "source.idField: The value cannot be an empty string")]
    [InlineData("{\"source\":{\"formats\":[]}}", 1, "source.formats is no option")]
    [InlineData("{\"source\":{\"standardInputFormat\":1}}", 1, "source.standardInputFormat takes a text")]
    [InlineData(
        "{\"source\":{\n\"standardInputFormat\":\"pdf\"}}", 2,
        "source.standardInputFormat: There is no format \"pdf\": it is text, json-lines or wet")]
    [InlineData("{\"source\":{\"retryDelay\":5}}", 1, "source.retryDelay takes a time such as")]
    [InlineData("{\"clustering\":{\"shape\":\"ring\"}}", 1, "clustering.shape takes \"star\" or \"components\"")]
    [InlineData("{\"clustering\":{\"shape\":0}}", 1, "clustering.shape takes \"star\" or \"components\"")]
    [InlineData(
        "{\"clustering\":{\"policy\":[\"newest\"]}}", 1, "in it \"earliest\" or \"longest\" or \"preferred-source\"")]
    [InlineData("{\"clustering\":{\"preferredSources\":[null]}}", 1, "in it a text")]
    [InlineData("{\"threshold\":\n1.5}", 1, "threshold: The threshold is a Jaccard similarity")]
    [InlineData(
        "{\"verification\":{\n\"derivedWords\":0}}", 2,
        "verification.derivedWords must be greater than or equal to 1, not 0")]
    [InlineData("{\"verification\":{\n\"derivedShare\":-0.1}}", 2, "verification.derivedShare: A share is from 0 to 1")]
    [InlineData("{\"threads\":1025}", 1, "threads must be less than or equal to 1024, not 1025")]
    [InlineData("{\"threshold\":0.5,\n\"threshold\":0.5}", 2, "threshold stands twice, also in line 1")]
    [InlineData("[]", 1, "an options file is one JSON object")]
    [InlineData("", 1, "not valid JSON")]
    [InlineData("{\"threshold\":0.5\n", 2, "not valid JSON")]
    [InlineData("{}\n{}", 2, "not valid JSON")]
    [InlineData("{\"\\ud800\":1}", 1, "not valid UTF-8")]
    public void AFaultIsNamedWithItsLine(string content, int line, string reason)
    {
        File.WriteAllText(path, content);

        var error = Assert.Throws<InvalidDataException>(() => OptionsFile.Read(path));

        Assert.StartsWith($"{path}:{line}: ", error.Message, StringComparison.Ordinal);
        Assert.Contains(reason, error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("(Parameter", error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', error.Message);
    }

    [Fact]
    public void NoTwoOptionsHaveOneName()
    {
        // A range error knows the name of its option and no more.
        Type[] types =
        [
            typeof(DedupeOptions), typeof(ClusteringOptions), typeof(VerificationOptions), typeof(SigningOptions),
                typeof(IndexingOptions),
            typeof(SourceOptions),
        ];
        var names = types.SelectMany(type => type.GetProperties()).Select(property => property.Name).ToList();

        Assert.Equal(names.Count, names.Distinct(StringComparer.Ordinal).Count());
    }

    [Fact]
    public void WordsAmongOptionsAreWrittenAsWords()
    {
        // A kind of word without a converter of its own would be written as a number.
        Type[] types =
            [typeof(DedupeOptions), typeof(ClusteringOptions), typeof(VerificationOptions), typeof(SigningOptions),
                typeof(IndexingOptions), typeof(NormalizationOptions), typeof(SourceOptions)];
        var kinds = types.SelectMany(type => type.GetProperties()).Select(property => property.PropertyType)
            .SelectMany(type => type.GetGenericArguments().Append(type)).Where(type => type.IsEnum).Distinct().ToList();

        Assert.True(kinds.Count >= 2);
        foreach (var kind in kinds)
        {
            var value = Enum.GetValues(kind).GetValue(0);
            Assert.Equal(
                JsonValueKind.String,
                JsonSerializer.SerializeToElement(value, OptionsJson.Settings.GetTypeInfo(kind)).ValueKind);
        }
    }

    private static string Text((DedupeOptions Dedupe, SourceOptions Source) options)
    {
        using var stream = new MemoryStream();
        using (var json = new Utf8JsonWriter(stream))
            OptionsJson.Write(json, options.Dedupe, options.Source);
        return System.Text.Encoding.UTF8.GetString(stream.ToArray());
    }
}
