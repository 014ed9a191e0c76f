using System.Text.Json;
using System.Text.Json.Serialization;
using Dedupe.Sources;

namespace Dedupe.Reporting;

/// <summary>Every option of a run as JSON, for summary.json and run.json. By reflection, so that no option can be forgotten.</summary>
internal static class OptionsJson
{
    /// <summary>The options that change how a run goes but never what it finds, by their path in the JSON.</summary>
    public static readonly IReadOnlySet<string> WithoutEffectOnResults = new HashSet<string>(StringComparer.Ordinal)
    {
        "threads", "memoryBytes", "source.batchBytes", "source.retries", "source.retryDelay",
    };

    private static readonly JsonSerializerOptions Settings = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.KebabCaseLower) },
    };

    /// <summary>Writes one object with all options; those of the source under <c>source</c>.</summary>
    public static void Write(Utf8JsonWriter json, DedupeOptions options, SourceOptions source)
    {
        json.WriteStartObject();
        foreach (var property in JsonSerializer.SerializeToElement(options, Settings).EnumerateObject())
            property.WriteTo(json);
        json.WritePropertyName("source");
        JsonSerializer.Serialize(json, source, Settings);
        json.WriteEndObject();
    }
}
