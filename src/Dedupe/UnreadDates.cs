using System.Globalization;
using System.Text;

namespace Dedupe;

/// <summary>
/// Counts dates that could not be read, and keeps the first by file and line: the same one whatever order they come in.
/// </summary>
internal sealed class UnreadDates
{
    private const int LongestValue = 60;

    /// <summary>How many there are.</summary>
    public long Count { get; private set; }

    /// <summary>The first; null when there is none.</summary>
    public UnreadDate? First { get; private set; }

    /// <summary>Adds one.</summary>
    /// <param name="value">What stands there.</param>
    /// <param name="origin">Where.</param>
    public void Add(ReadOnlySpan<byte> value, Origin origin)
    {
        Count++;
        if (First is null || IsBefore(origin, First.Origin))
            First = new UnreadDate(origin, OneLine(value));
    }

    /// <summary>Adds those of another count.</summary>
    public void Add(UnreadDates other)
    {
        Count += other.Count;
        if (other.First is { } first && (First is null || IsBefore(first.Origin, First.Origin)))
            First = first;
    }

    /// <summary>Writes it.</summary>
    public void Save(BinaryWriter writer)
    {
        writer.Write(Count);
        if (First is null)
            return;
        writer.Write(First.Origin.Source);
        writer.Write(First.Origin.Line);
        writer.Write(First.Value);
    }

    /// <summary>Reads what <see cref="Save"/> wrote.</summary>
    /// <param name="reader">From where.</param>
    /// <param name="inFile">Places in files from places in the part.</param>
    public static UnreadDates Load(BinaryReader reader, Func<Origin, Origin> inFile)
    {
        var count = reader.ReadInt64();
        return new UnreadDates
        {
            Count = count,
            First = count > 0
                ? new UnreadDate(inFile(new Origin(reader.ReadString(), reader.ReadInt64())), reader.ReadString())
                : null,
        };
    }

    private static bool IsBefore(Origin x, Origin y)
    {
        var bySource = string.CompareOrdinal(x.Source, y.Source);
        return bySource != 0 ? bySource < 0 : x.Line < y.Line;
    }

    // What is no printable character stands as its number.
    private static string OneLine(ReadOnlySpan<byte> value)
    {
        var text = Shortened.Of(
            Encoding.UTF8.GetString(value[..Math.Min(value.Length, 8 * LongestValue)]), LongestValue);
        var line = new StringBuilder(text.Length);
        foreach (var rune in text.EnumerateRunes())
        {
            var kind = Rune.GetUnicodeCategory(rune);
            if (kind is UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.LineSeparator
                or UnicodeCategory.ParagraphSeparator
                or UnicodeCategory.PrivateUse or UnicodeCategory.OtherNotAssigned)
                line.Append(CultureInfo.InvariantCulture, $"\\u{{{rune.Value:x}}}");
            else
                line.Append(rune);
        }

        return line.ToString();
    }
}
