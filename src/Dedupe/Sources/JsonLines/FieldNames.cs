using System.Text.Json;

namespace Dedupe.Sources.JsonLines;

/// <summary>
/// The first names of fields in a record, for whoever looked for another. Records of one file are mostly alike: they
/// share one list.
/// </summary>
internal sealed class FieldNames
{
    private const int LongestName = 40;

    private List<string> last = [];

    /// <summary>The names in a line that is a JSON object.</summary>
    public IReadOnlyList<string> Of(ReadOnlySpan<byte> line)
    {
        var names = new List<string>(last.Count);
        var reader = new Utf8JsonReader(line);
        reader.Read();
        while (names.Count < SeenFields.Most && reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            if (NameOf(ref reader, names.Count) is { } name)
                names.Add(name);
            reader.Skip();
        }

        if (!names.SequenceEqual(last, StringComparer.Ordinal))
            last = names;
        return last;
    }

    private string? NameOf(ref Utf8JsonReader reader, int place)
    {
        try
        {
            if (place < last.Count && reader.ValueTextEquals(last[place]))
                return last[place];
            return Shortened.Of(reader.GetString()!, LongestName);
        }
        catch (InvalidOperationException)
        {
            // It is not valid text.
            return null;
        }
    }
}
