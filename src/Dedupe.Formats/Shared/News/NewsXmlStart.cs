using System.Text;
using Dedupe.Sources;

namespace Dedupe.Formats.Shared.News;

/// <summary>Tells formats of XML by their root.</summary>
internal static class NewsXmlStart
{
    /// <summary>Whether a file that begins so has one of the roots of a format.</summary>
    /// <param name="start">Its first bytes, as they are in the file.</param>
    /// <param name="isRoot">Whether an element of a name, and a start with such words in it, is a root.</param>
    public static Recognition Of(ReadOnlySpan<byte> start, Func<string, string, bool> isRoot)
    {
        // UTF-16 is told by a mark, or by < and the zero beside it.
        if (start is [0xFF, 0xFE, ..] or [(byte)'<', 0, ..])
            return Of(Narrow(start, 0), isRoot);
        if (start is [0xFE, 0xFF, ..] or [0, (byte)'<', ..])
            return Of(Narrow(start, 1), isRoot);
        if (start.TrimStart(" \t\r\n"u8) is not [(byte)'<', ..])
            return Recognition.No;
        // A document type may stand before the root: then it is told that it is not read.
        var scan = new NewsXmlScan(start, 0);
        var tag = scan.Next();
        if (tag == NewsXmlScan.Tag.DocumentType)
        {
            int root = start[scan.Start..].IndexOf((byte)'>');
            scan = new NewsXmlScan(start, root < 0 ? start.Length : scan.Start + root + 1);
            tag = scan.Next();
            while (tag == NewsXmlScan.Tag.DocumentType)
            {
                scan = new NewsXmlScan(start, scan.Start + 2);
                tag = scan.Next();
            }
        }

        return tag == NewsXmlScan.Tag.Start
            && isRoot(Encoding.Latin1.GetString(scan.LocalName), Encoding.Latin1.GetString(start))
            ? Recognition.Sure
            : Recognition.No;
    }

    /// <summary>The code page of XML without a mark; 0 for UTF-8 and what is like it.</summary>
    public static int CodePageOf(ReadOnlySpan<byte> start) => start switch
    {
        [(byte)'<', 0, _, 0, ..] => ByteOrder.Utf16,
        [0, (byte)'<', 0, _, ..] => ByteOrder.Utf16BigEndian,
        _ => 0,
    };

    private static byte[] Narrow(ReadOnlySpan<byte> wide, int from)
    {
        var narrow = new List<byte>(wide.Length / 2);
        for (int i = from; i < wide.Length; i += 2)
        {
            // Names are ASCII; a mark is none.
            if (wide[i] is > 0 and < 0x7F)
                narrow.Add(wide[i]);
        }

        return [.. narrow];
    }
}
