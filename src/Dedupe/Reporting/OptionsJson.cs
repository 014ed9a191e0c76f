using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using Dedupe.Sources;

namespace Dedupe.Reporting;

/// <summary>Every option of a run as JSON, for summary.json, run.json and options files. By reflection, so that no option can be forgotten.</summary>
internal static class OptionsJson
{
    /// <summary>The name of the object with the options of the source.</summary>
    public const string Source = "source";

    /// <summary>The options that change how a run goes but never what it finds, by their path in the JSON.</summary>
    public static readonly IReadOnlySet<string> WithoutEffectOnResults = new HashSet<string>(StringComparer.Ordinal)
    {
        "threads", "memoryBytes", "source.batchBytes", "source.retries", "source.retryDelay",
    };

    /// <summary>How options are written and read.</summary>
    public static readonly JsonSerializerOptions Settings = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.KebabCaseLower, allowIntegerValues: false) },
        TypeInfoResolver = new DefaultJsonTypeInfoResolver(),
    };

    /// <summary>Writes one object with all options; those of the source under <c>source</c>.</summary>
    public static void Write(Utf8JsonWriter json, DedupeOptions options, SourceOptions source)
    {
        json.WriteStartObject();
        foreach (var property in JsonSerializer.SerializeToElement(options, Settings).EnumerateObject())
            property.WriteTo(json);
        json.WritePropertyName(Source);
        JsonSerializer.Serialize(json, source, Settings);
        json.WriteEndObject();
    }
}
