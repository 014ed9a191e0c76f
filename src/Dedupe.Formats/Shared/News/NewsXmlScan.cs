using System.Buffers;

namespace Dedupe.Formats.Shared.News;

/// <summary>
/// Finds the tags in the bytes of XML, in any encoding in which ASCII is itself. Comments, instructions and CDATA are
/// passed over. Cost: linear.
/// </summary>
internal ref struct NewsXmlScan(ReadOnlySpan<byte> bytes, int at)
{
    private static readonly SearchValues<byte> NameEnds = SearchValues.Create(" \t\r\n/>"u8);

    private readonly ReadOnlySpan<byte> bytes = bytes;

    /// <summary>What a tag is.</summary>
    public enum Tag
    {
        /// <summary>There is none that is whole in the bytes at hand.</summary>
        None,
        /// <summary>It begins an element.</summary>
        Start,
        /// <summary>It ends one.</summary>
        End,
        /// <summary>It begins a document type.</summary>
        DocumentType,
    }

    /// <summary>Where the next tag is looked for; after <see cref="Tag.None"/>, what is needed again with more
    /// bytes.</summary>
    public int At { get; private set; } = at;

    /// <summary>Where the last tag begins.</summary>
    public int Start { get; private set; }

    /// <summary>The name in the last tag.</summary>
    public ReadOnlySpan<byte> Name { get; private set; }

    /// <summary>Whether the last tag is a whole element.</summary>
    public bool IsEmpty { get; private set; }

    /// <summary>The name without its prefix.</summary>
    public readonly ReadOnlySpan<byte> LocalName => Name[(Name.IndexOf((byte)':') + 1)..];

    /// <summary>Goes to the next tag.</summary>
    public Tag Next()
    {
        while (true)
        {
            int found = bytes[At..].IndexOf((byte)'<');
            if (found < 0)
            {
                At = bytes.Length;
                return Tag.None;
            }

            Start = At + found;
            At = Start;
            var rest = bytes[Start..];
            if (rest.Length < 2)
                return Tag.None;
            if (rest[1] is (byte)'!' or (byte)'?')
            {
                if (rest[1] == '!' && rest.Length < 9 && !"<!--"u8[..Math.Min(4, rest.Length)].SequenceEqual(
                    rest[..Math.Min(4, rest.Length)]))
                    return Tag.None;
                if (rest[1] == '!' && !rest.StartsWith("<!--"u8) && !rest.StartsWith("<![CDATA["u8))
                    return Tag.DocumentType;
                var end = EndOf(rest);
                int length = rest[2..].IndexOf(end);
                if (length < 0)
                    return Tag.None;
                At = Start + 2 + length + end.Length;
                continue;
            }

            bool isEnd = rest[1] == '/';
            var name = rest[(isEnd ? 2 : 1)..];
            int nameLength = name.IndexOfAny(NameEnds);
            if (nameLength < 0)
                return Tag.None;
            int close = Close(rest);
            if (close < 0)
                return Tag.None;
            Name = name[..nameLength];
            IsEmpty = !isEnd && rest[close - 1] == '/';
            At = Start + close + 1;
            return isEnd ? Tag.End : Tag.Start;
        }
    }

    /// <summary>What ends the instruction, comment or CDATA that bytes begin with; empty where it is a tag.</summary>
    public static ReadOnlySpan<byte> EndOf(ReadOnlySpan<byte> bytes) => bytes switch
    {
        [(byte)'<', (byte)'?', ..] => "?>"u8,
        [(byte)'<', (byte)'!', (byte)'-', ..] => "-->"u8,
        [(byte)'<', (byte)'!', ..] => "]]>"u8,
        _ => default,
    };

    // Where a tag ends: a > in a value is none. A quotation mark that is never closed does not count.
    private static int Close(ReadOnlySpan<byte> tag)
    {
        int at = 1;
        while (true)
        {
            int next = tag[at..].IndexOfAny("\"'>"u8);
            if (next < 0)
                return -1;
            at += next;
            if (tag[at] == '>')
                return at;
            int end = tag[(at + 1)..].IndexOfAny(tag[at], (byte)'<');
            if (end < 0)
                return tag[at..].Contains((byte)'>') && tag.Length > MostOfATag
                    ? at + tag[at..].IndexOf((byte)'>')
                    : -1;
            if (tag[at + 1 + end] == '<')
            {
                int plain = tag[at..].IndexOf((byte)'>');
                return plain < 0 ? -1 : at + plain;
            }

            at += end + 2;
        }
    }

    // What is open for longer is not closed at all.
    private const int MostOfATag = 1 << 16;
}
