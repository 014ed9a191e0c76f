using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using Dedupe.Clustering;
using Dedupe.Sources;

namespace Dedupe.Reporting;

/// <summary>
/// Every option of a run as JSON, for summary.json, run.json and options files. From their very properties, so that no
/// option can be forgotten.
/// </summary>
internal static class OptionsJson
{
    /// <summary>The name of the object with the options of the source.</summary>
    public const string Source = "source";

    /// <summary>The options that change how a run goes but never what it finds, by their path in the JSON.</summary>
    public static readonly IReadOnlySet<string> WithoutEffectOnResults = new HashSet<string>(StringComparer.Ordinal)
    {
        "threads", "memoryBytes", "source.batchBytes", "source.retries", "source.retryDelay",
    };

    /// <summary>How options are written and read. Each kind of word among them has its converter here.</summary>
    public static readonly JsonSerializerOptions Settings = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        Converters = { Words<ClusterShape>(), Words<PolicyRule>() },
        TypeInfoResolver = OptionsContext.Default,
    };

    /// <summary>The options of runs.</summary>
    public static JsonTypeInfo<DedupeOptions> Dedupe =>
        (JsonTypeInfo<DedupeOptions>)Settings.GetTypeInfo(typeof(DedupeOptions));

    /// <summary>The options of reading.</summary>
    public static JsonTypeInfo<SourceOptions> Reading =>
        (JsonTypeInfo<SourceOptions>)Settings.GetTypeInfo(typeof(SourceOptions));

    /// <summary>Writes one object with all options; those of the source under <c>source</c>.</summary>
    public static void Write(Utf8JsonWriter json, DedupeOptions options, SourceOptions source)
    {
        json.WriteStartObject();
        foreach (var property in JsonSerializer.SerializeToElement(options, Dedupe).EnumerateObject())
            property.WriteTo(json);
        json.WritePropertyName(Source);
        JsonSerializer.Serialize(json, source, Reading);
        json.WriteEndObject();
    }

    private static JsonStringEnumConverter<T> Words<T>()
        where T : struct, Enum => new(JsonNamingPolicy.KebabCaseLower, allowIntegerValues: false);
}
