using System.Text;

namespace Dedupe.Formats.Pdf;

/// <summary>
/// Makes paragraphs of blocks: lines are joined, words that were cut at line ends are put together, and a block that
/// goes on in the middle of a sentence is no new paragraph.
/// </summary>
internal static class PdfParagraphs
{
    private const char SoftHyphen = '\u00AD';

    /// <summary>The paragraphs.</summary>
    public static List<string> Of(IEnumerable<PdfBlock> blocks)
    {
        var all = new List<string>();
        var paragraph = new StringBuilder();
        foreach (var block in blocks)
        {
            string first = block.Lines.FirstOrDefault(static line => line.Length > 0, "");
            if (first.Length == 0)
                continue;
            if (paragraph.Length > 0 && !GoesOn(paragraph, first))
            {
                all.Add(paragraph.ToString());
                paragraph.Clear();
            }

            foreach (string line in block.Lines)
                Add(paragraph, line.Trim());
        }

        if (paragraph.Length > 0)
            all.Add(paragraph.ToString());
        return all;
    }

    private static bool GoesOn(StringBuilder paragraph, string next) =>
        char.IsLower(next[0]) && (char.IsLetter(paragraph[^1]) || paragraph[^1] is ',' or '-' or SoftHyphen or ';');

    private static void Add(StringBuilder paragraph, string line)
    {
        if (line.Length == 0)
            return;
        int length = paragraph.Length;
        bool isCut = length > 1 && paragraph[length - 1] is '-' or SoftHyphen or '\u2010'
            && char.IsLetter(paragraph[length - 2]) && char.IsLower(line[0]);
        if (isCut)
            paragraph.Length--;
        else if (length > 0)
            paragraph.Append(' ');
        foreach (char letter in line)
        {
            if (letter is >= '\uFB00' and <= '\uFB06')
                paragraph.Append(Ligature(letter));
            else if (letter != SoftHyphen || paragraph.Length == 0)
                paragraph.Append(letter);
        }

        if (line[^1] == SoftHyphen)
            paragraph.Append(SoftHyphen);
    }

    private static string Ligature(char letter) => letter switch
    {
        '\uFB00' => "ff",
        '\uFB01' => "fi",
        '\uFB02' => "fl",
        '\uFB03' => "ffi",
        '\uFB04' => "ffl",
        _ => "st",
    };
}
