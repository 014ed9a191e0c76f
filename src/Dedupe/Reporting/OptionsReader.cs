using System.Collections;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization.Metadata;
using Dedupe.Sources;

namespace Dedupe.Reporting;

/// <summary>
/// Reads one options file, property by property, so that every fault is told with its line and its path.
/// </summary>
internal sealed class OptionsReader
{
    private const string RecordOptions = "options";

    private readonly string file;
    private readonly ReadOnlyMemory<byte> content;
    private readonly InputFormats formats;

    // Where each value stands, by its path: the range of a value is known only when all are read.
    private readonly Dictionary<string, long> lines = new(StringComparer.Ordinal);
    private bool isRecord;

    public OptionsReader(string file, ReadOnlyMemory<byte> content, InputFormats formats)
    {
        this.file = file;
        this.formats = formats;
        this.content = content.Span.StartsWith("\uFEFF"u8) ? content[3..] : content;
    }

    /// <summary>The options.</summary>
    /// <exception cref="InvalidDataException">The file holds something else.</exception>
    public (DedupeOptions Dedupe, SourceOptions Source) Read()
    {
        var reader = new Utf8JsonReader(content.Span);
        // What the file does not say stays as it is by default. Options cannot be changed once they are made: they are
        // made when all is known.
        var dedupeValues = JsonSerializer.SerializeToNode(new DedupeOptions(), OptionsJson.Dedupe)!.AsObject();
        var sourceValues = JsonSerializer.SerializeToNode(new SourceOptions(), OptionsJson.Reading)!.AsObject();
        try
        {
            reader.Read();
            Begin(ref reader);
            ReadObject(ref reader, dedupeValues, OptionsJson.Dedupe, "", sourceValues);
            if (!isRecord)
                reader.Read();
        }
        catch (JsonException error)
        {
            throw new InvalidDataException($"{file}:{(error.LineNumber ?? 0) + 1}: not valid JSON", error);
        }
        catch (InvalidOperationException error)
        {
            throw new InvalidDataException($"{file}:{LineOf(reader.TokenStartIndex)}: not valid UTF-8", error);
        }

        var dedupe = dedupeValues.Deserialize(OptionsJson.Dedupe)!;
        var source = sourceValues.Deserialize(OptionsJson.Reading)! with { Formats = formats };
        Validate(dedupe.Validate);
        Validate(source.Validate);
        return (dedupe, source);
    }

    // Leaves the reader at the object with the options. The record of a run is told by the version that it begins with
    // or holds.
    private void Begin(ref Utf8JsonReader reader)
    {
        if (reader.TokenType != JsonTokenType.StartObject)
            throw Fault(reader.TokenStartIndex, "", "an options file is one JSON object, such as {\"threshold\": 0.7}");
        var inside = reader;
        var options = default(Utf8JsonReader);
        var (hasVersion, hasOptions) = (false, false);
        while (inside.Read() && inside.TokenType == JsonTokenType.PropertyName)
        {
            hasVersion |= inside.ValueTextEquals(RunFolder.FirstField);
            var isOptions = inside.ValueTextEquals(RecordOptions);
            inside.Read();
            if (isOptions && inside.TokenType == JsonTokenType.StartObject)
            {
                options = inside;
                hasOptions = true;
            }

            inside.Skip();
        }

        isRecord = hasVersion && hasOptions;
        if (isRecord)
            reader = options;
    }

    private void ReadObject(
        ref Utf8JsonReader reader, JsonObject target, JsonTypeInfo type, string path, JsonObject? source = null)
    {
        // A property that is no data has no getter here.
        var known = type.Properties.Where(static property => property.Get is not null).ToList();
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var start = reader.TokenStartIndex;
            var name = reader.GetString() ?? "";
            var here = path + name;
            if (!lines.TryAdd(here, LineOf(start)))
                throw Fault(start, here, $"stands twice, also in line {lines[here]}");
            var isSource = source is not null && name == OptionsJson.Source;
            var property = known.FirstOrDefault(property => property.Name == name);
            if (property is null && !isSource)
                throw Fault(start, here, Unknown(name, known.Select(property => property.Name)));
            reader.Read();
            if (isSource)
                ReadInside(ref reader, source!, OptionsJson.Reading, here);
            else if (Kind(property!) is { Kind: JsonTypeInfoKind.Object } part)
                ReadInside(ref reader, target[name]!.AsObject(), part, here);
            else
                ReadValue(ref reader, target, property!, here);
        }
    }

    private void ReadInside(ref Utf8JsonReader reader, JsonObject part, JsonTypeInfo type, string path)
    {
        if (reader.TokenType != JsonTokenType.StartObject)
            throw Fault(reader.TokenStartIndex, path, "takes an object");
        ReadObject(ref reader, part, type, path + ".");
    }

    private void ReadValue(ref Utf8JsonReader reader, JsonObject target, JsonPropertyInfo property, string path)
    {
        var start = reader.TokenStartIndex;
        object? value;
        try
        {
            value = JsonSerializer.Deserialize(ref reader, Kind(property));
        }
        catch (JsonException)
        {
            throw Fault(start, path, $"takes {Wanted(property.PropertyType)}");
        }

        if (value is null
            ? !property.IsSetNullable
            : value is not string && value is IEnumerable items && items.Cast<object?>().Contains(null))
            throw Fault(start, path, $"takes {Wanted(property.PropertyType)}");
        // Machines differ; what a run found does not.
        if (!isRecord || !OptionsJson.WithoutEffectOnResults.Contains(path))
            target[property.Name] = JsonNode.Parse(content.Span[(int)start..(int)reader.BytesConsumed]);
    }

    private void Validate(Action validate)
    {
        try
        {
            validate();
        }
        catch (ArgumentException error)
        {
            var name = JsonNamingPolicy.CamelCase.ConvertName(error.ParamName ?? "");
            var path = lines.Keys.FirstOrDefault(
                path => path == name || path.EndsWith("." + name, StringComparison.Ordinal))
                ?? name;
            throw new InvalidDataException($"{file}:{lines.GetValueOrDefault(path, 1)}: {path}{Reason(error)}", error);
        }
    }

    // The runtime's own words name the parameter first and last; the path says it better.
    private static string Reason(ArgumentException error)
    {
        var reason = error.Message;
        var end = reason.IndexOf(" (Parameter", StringComparison.Ordinal);
        reason = end < 0 ? reason : reason[..end];
        var name = $"{error.ParamName} (";
        if (!reason.StartsWith(name, StringComparison.Ordinal))
            return $": {reason.TrimEnd('.')}";
        reason = reason[name.Length..];
        var value = reason.IndexOf(") ", StringComparison.Ordinal);
        return value < 0
            ? $": {reason}"
            : $" {reason[(value + 2)..].TrimEnd('.')}, not {reason[..value]}".Replace(
                "'", "", StringComparison.Ordinal);
    }

    private static JsonTypeInfo Kind(JsonPropertyInfo property) =>
        OptionsJson.Settings.GetTypeInfo(property.PropertyType);

    private static string Wanted(Type type)
    {
        if (type == typeof(double))
            return "a number";
        if (type == typeof(int) || type == typeof(long))
            return "a whole number";
        if (type == typeof(bool))
            return "true or false";
        if (type == typeof(string))
            return "a text";
        if (type == typeof(TimeSpan))
            return "a time such as \"00:00:00.05\"";
        if (type.IsEnum)
            return string.Join(
                " or ", Enum.GetNames(type).Select(name => $"\"{JsonNamingPolicy.KebabCaseLower.ConvertName(name)}\""));
        return $"a list, and in it {Wanted(type.GetGenericArguments()[0])}";
    }

    private static string Unknown(string name, IEnumerable<string> known) =>
        Spelling.Nearest(name, known.Append(OptionsJson.Source)) is { } near
            ? $"is no option; did you mean {near}?"
            : "is no option";

    private InvalidDataException Fault(long position, string path, string reason) =>
        new($"{file}:{LineOf(position)}: {(path.Length == 0 ? "" : path + " ")}{reason}");

    private long LineOf(long position) => 1 + content.Span[..(int)Math.Min(position, content.Length)].Count((byte)'\n');
}
