using System.Text;
using System.Text.Json;
using Dedupe.Sources;

namespace Dedupe.Formats.Shared.News;

/// <summary>
/// The items in a file of JSON: those of the list that it is or has, or the object that it is. Found in one walk; what
/// is whole before a fault counts.
/// </summary>
internal sealed class NewsJsonItems
{
    /// <summary>Objects and lists in each other, at most.</summary>
    public const int Deepest = 128;

    private readonly List<(int Start, int Length)> places = [];

    private NewsJsonItems()
    {
    }

    /// <summary>Where each item stands in the bytes.</summary>
    public IReadOnlyList<(int Start, int Length)> Places => places;

    /// <summary>Texts of the object around the items, by name.</summary>
    public Dictionary<string, string> Around { get; } = new(StringComparer.Ordinal);

    /// <summary>Whether the items stand in a list.</summary>
    public bool IsList { get; private set; }

    /// <summary>What is wrong behind the last item; null when nothing is.</summary>
    public InputException? Fault { get; private set; }

    /// <summary>Finds the items.</summary>
    /// <param name="bytes">UTF-8.</param>
    /// <param name="lists">The names of lists of items.</param>
    public static NewsJsonItems Of(ReadOnlySpan<byte> bytes, params string[] lists)
    {
        var found = new NewsJsonItems();
        var reader = new Utf8JsonReader(bytes, new JsonReaderOptions { MaxDepth = Deepest });
        try
        {
            if (reader.Read())
                found.Take(ref reader, lists);
            while (reader.Read())
            {
                // Nothing may follow; the reader says so.
            }
        }
        catch (JsonException fault)
        {
            bool isCut = fault.Message.Contains("end of data", StringComparison.Ordinal)
                || fault.Message.Contains("should be closed", StringComparison.Ordinal);
            found.Fault = new InputException(
                isCut ? RejectionReason.Truncated : RejectionReason.BadJson, Describe(fault));
        }

        return found;
    }

    // The reader's own words, without its path.
    private static string Describe(JsonException fault)
    {
        int end = fault.Message.IndexOf(" LineNumber:", StringComparison.Ordinal);
        return $"{(end < 0 ? fault.Message : fault.Message[..end])} In line {fault.LineNumber + 1}, " +
            $"at byte {fault.BytePositionInLine}.";
    }

    private void Take(ref Utf8JsonReader reader, string[] lists)
    {
        int start = (int)reader.TokenStartIndex;
        if (reader.TokenType == JsonTokenType.StartArray)
        {
            TakeList(ref reader);
            return;
        }

        if (reader.TokenType != JsonTokenType.StartObject)
            throw new JsonException("It is neither an object nor a list.", null, 0, start);
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            string name = NameOf(ref reader);
            reader.Read();
            if (reader.TokenType == JsonTokenType.StartArray && lists.Contains(name))
                TakeList(ref reader);
            else if (reader.TokenType == JsonTokenType.String)
                Around[name] = TextOf(ref reader);
            else
                reader.Skip();
        }

        if (!IsList)
            places.Add((start, (int)reader.BytesConsumed - start));
    }

    private void TakeList(ref Utf8JsonReader reader)
    {
        IsList = true;
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            int start = (int)reader.TokenStartIndex;
            reader.Skip();
            places.Add((start, (int)reader.BytesConsumed - start));
        }
    }

    private static string NameOf(ref Utf8JsonReader reader) => TextOf(ref reader);

    // Half a surrogate pair is no text.
    private static string TextOf(ref Utf8JsonReader reader)
    {
        try
        {
            return reader.GetString() ?? "";
        }
        catch (InvalidOperationException)
        {
            return Encoding.Latin1.GetString(reader.ValueSpan);
        }
    }
}
