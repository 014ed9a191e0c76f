using System.Text;
using System.Text.Json;

namespace Dedupe.Sources;

/// <summary>Reads the field <c>embargo</c> of an item: until when it may not be shown.</summary>
internal static class EmbargoField
{
    /// <summary>Reads it.</summary>
    /// <param name="item">A JSON object.</param>
    /// <param name="until">Until when; null where there is no embargo.</param>
    /// <returns>Whether it is none or can be read: an embargo that nobody can read must not count as none.</returns>
    public static bool TryRead(ReadOnlySpan<byte> item, out DateTimeOffset? until)
    {
        until = null;
        // Next to no item has one. An escape could hide the name: such items are looked at, too.
        if (item.IndexOf("\"embargo\""u8) < 0 && item.IndexOf("\\u00"u8) < 0)
            return true;
        try
        {
            return Find(item, ref until);
        }
        catch (Exception fault) when (fault is JsonException or InvalidOperationException)
        {
            // It is no JSON, and that is told by whoever reads the rest.
            return true;
        }
    }

    private static bool Find(ReadOnlySpan<byte> item, ref DateTimeOffset? until)
    {
        var reader = new Utf8JsonReader(item);
        if (!reader.Read() || reader.TokenType != JsonTokenType.StartObject)
            return true;
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var isIt = reader.ValueTextEquals("embargo"u8);
            reader.Read();
            if (!isIt)
            {
                reader.Skip();
                continue;
            }

            if (reader.TokenType == JsonTokenType.Null)
                return true;
            until = reader.TokenType switch
            {
                JsonTokenType.String => DateParser.Parse(Encoding.UTF8.GetBytes(reader.GetString()!)),
                JsonTokenType.Number => DateParser.ParseNumber(reader.ValueSpan),
                _ => null,
            };
            return until is not null;
        }

        return true;
    }
}
