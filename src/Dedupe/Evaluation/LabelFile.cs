using System.Text.Json;
using Dedupe.Sources;

namespace Dedupe.Evaluation;

/// <summary>
/// A file of hand labels: JSON lines with the fields <c>a</c>, <c>b</c> and <c>label</c>; other fields are ignored. The
/// words are those of
/// <see cref="LabelledPair.PositiveLabels"/> and <see cref="LabelledPair.NegativeLabels"/>, and <c>unsure</c>.
/// </summary>
internal static class LabelFile
{
    private static readonly string Known = string.Join(
        ", ", LabelledPair.PositiveLabels.Concat(LabelledPair.NegativeLabels).Append(LabelledPair.Unsure));

    /// <summary>Reads all labels but those of people who were unsure. Empty lines are skipped.</summary>
    /// <exception cref="InvalidDataException">A line is not a label; the message names the file, the line and the
    /// reason.</exception>
    /// <exception cref="IOException">The file cannot be read.</exception>
    public static IReadOnlyList<LabelledPair> Read(string path) =>
        [.. ReadAnswers(path).Where(label => label.Label != LabelledPair.Unsure)];

    /// <summary>Reads all labels, <c>unsure</c> ones too.</summary>
    /// <exception cref="InvalidDataException">A line is not a label; the message names the file, the line and the
    /// reason.</exception>
    /// <exception cref="IOException">The file cannot be read.</exception>
    public static IReadOnlyList<LabelledPair> ReadAnswers(string path)
    {
        using var reader = new StreamReader(PlainFile.Open(path));
        return ReadAnswers(reader, path);
    }

    /// <summary>The same for what was read already.</summary>
    /// <param name="reader">The text.</param>
    /// <param name="path">The file it is of, for messages.</param>
    internal static List<LabelledPair> ReadAnswers(TextReader reader, string path)
    {
        var labels = new List<LabelledPair>();
        var number = 0;
        while (reader.ReadLine() is { } line)
        {
            number++;
            if (!string.IsNullOrWhiteSpace(line))
                labels.Add(Parse(line, path, number));
        }

        return labels;
    }

    private static LabelledPair Parse(string line, string path, int number)
    {
        try
        {
            using var json = JsonDocument.Parse(line);
            if (json.RootElement.ValueKind != JsonValueKind.Object)
                throw new InvalidDataException($"{path}:{number}: not a JSON object");
            var label = new LabelledPair(
                Field(json.RootElement, "a"), Field(json.RootElement, "b"), Field(json.RootElement, "label"));
            if (label.A == label.B)
                throw new InvalidDataException($"{path}:{number}: \"a\" and \"b\" are the same document");
            // A misspelt word would count as "not a copy".
            if (!label.IsPositive
                && label.Label != LabelledPair.Unsure
                && !LabelledPair.NegativeLabels.Contains(label.Label))
                throw new InvalidDataException($"{path}:{number}: \"{label.Label}\" is no label; labels are {Known}");
            return label;
        }
        catch (JsonException error)
        {
            throw new InvalidDataException(
                $"{path}:{number}: not valid JSON at byte {(error.BytePositionInLine ?? 0) + 1}", error);
        }

        string Field(JsonElement element, string name) =>
            element.TryGetProperty(name, out var value)
                && value.ValueKind == JsonValueKind.String
                && value.GetString() is { Length: > 0 } text
                ? text
                : throw new InvalidDataException($"{path}:{number}: the field \"{name}\" is missing or no text");
    }
}
