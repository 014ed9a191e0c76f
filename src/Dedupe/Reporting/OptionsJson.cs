using System.Text.Json;
using Dedupe.Clustering;
using Dedupe.Sources;

namespace Dedupe.Reporting;

/// <summary>Every option of a run as JSON, for summary.json and run.json.</summary>
internal static class OptionsJson
{
    /// <summary>The options that change how a run goes but never what it finds, by their path in the JSON.</summary>
    public static readonly IReadOnlySet<string> WithoutEffectOnResults = new HashSet<string>(StringComparer.Ordinal)
    {
        "threads", "memoryBytes", "source.batchBytes", "source.retries", "source.retryDelayMilliseconds",
    };

    /// <summary>Writes one object with all options.</summary>
    public static void Write(Utf8JsonWriter json, DedupeOptions options, SourceOptions source)
    {
        json.WriteStartObject();
        json.WriteNumber("threshold", options.Threshold);
        json.WriteNumber("shingleSize", options.ShingleSize);
        json.WriteBoolean("nearOnly", options.NearOnly);
        json.WriteNumber("threads", options.Threads);
        json.WriteNumber("memoryBytes", options.MemoryBytes);

        json.WriteStartObject("signing");
        json.WriteNumber("signatureSize", options.Signing.SignatureSize);
        json.WriteNumber("recall", options.Signing.Recall);
        json.WriteNumber("reuseWindow", options.Signing.ReuseWindow);
        json.WriteEndObject();

        json.WriteStartObject("indexing");
        json.WriteNumber("allPairsLimit", options.Indexing.AllPairsLimit);
        json.WriteNumber("frequencyCap", options.Indexing.FrequencyCap);
        json.WriteEndObject();

        json.WriteStartObject("verification");
        json.WriteNumber("maxGap", options.Verification.MaxGap);
        json.WriteNumber("derivedShare", options.Verification.DerivedShare);
        json.WriteNumber("derivedOtherShare", options.Verification.DerivedOtherShare);
        json.WriteNumber("partialWords", options.Verification.PartialWords);
        json.WriteNumber("quoteWords", options.Verification.QuoteWords);
        json.WriteEndObject();

        json.WriteStartObject("clustering");
        json.WriteString("shape", options.Clustering.Shape == ClusterShape.Star ? "star" : "components");
        WriteStrings(json, "policy", options.Clustering.Policy.Select(NameOf));
        WriteStrings(json, "preferredSources", options.Clustering.PreferredSources);
        json.WriteBoolean("singletons", options.Clustering.Singletons);
        json.WriteEndObject();

        WriteSource(json, source);
        json.WriteEndObject();
    }

    private static void WriteSource(Utf8JsonWriter json, SourceOptions source)
    {
        json.WriteStartObject("source");
        json.WriteString("idField", source.IdField);
        json.WriteString("textField", source.TextField);
        json.WriteString("titleField", source.TitleField);
        json.WriteString("sourceField", source.SourceField);
        json.WriteString("dateField", source.DateField);
        json.WriteNumber("maxDocumentBytes", source.MaxDocumentBytes);
        json.WriteNumber("batchBytes", source.BatchBytes);
        json.WriteNumber("retries", source.Retries);
        json.WriteNumber("retryDelayMilliseconds", source.RetryDelay.TotalMilliseconds);
        json.WriteString("standardInputFormat", source.StandardInputFormat == InputFormat.JsonLines ? "jsonl" : "text");
        json.WriteEndObject();
    }

    private static string NameOf(PolicyRule rule) => rule switch
    {
        PolicyRule.Earliest => "earliest",
        PolicyRule.Longest => "longest",
        _ => "preferred-source",
    };

    private static void WriteStrings(Utf8JsonWriter json, string name, IEnumerable<string> values)
    {
        json.WriteStartArray(name);
        foreach (var value in values)
            json.WriteStringValue(value);
        json.WriteEndArray();
    }
}
