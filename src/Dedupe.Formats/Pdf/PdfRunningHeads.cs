using System.Text;

namespace Dedupe.Formats.Pdf;

/// <summary>
/// Takes out what stands at the head or foot of pages and is no text: numbers of pages, and lines that come again on
/// other pages, whatever the figures in them are.
/// </summary>
internal static class PdfRunningHeads
{
    // So many pages with the same line, or half of all if that is more, make it one of the layout.
    private const int LeastPages = 2;

    private const int LongestHead = 200;

    /// <summary>The blocks of all pages, without heads and feet.</summary>
    public static IEnumerable<PdfBlock> Without(IReadOnlyList<IReadOnlyList<PdfBlock>> pages)
    {
        var seen = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var page in pages)
        {
            foreach (string key in page.Where(static block =>
                block.Edge).Select(KeyOf).Distinct(StringComparer.Ordinal))
                seen[key] = seen.GetValueOrDefault(key) + 1;
        }

        int least = Math.Max(LeastPages, pages.Count / 2);
        return pages.SelectMany(static page => page)
            .Where(block => !block.Edge || !(IsNumber(block) || IsShort(block) && seen[KeyOf(block)] >= least));
    }

    private static bool IsShort(PdfBlock block) => block.Lines.Sum(static line => line.Length) <= LongestHead;

    // 12, - 12 -, Page 12 of 30, xii.
    private static bool IsNumber(PdfBlock block)
    {
        if (block.Lines.Count != 1)
            return false;
        string key = KeyOf(block).Trim(' ', '-', '–', '—', '.', '|');
        return key is "#" or "# / #" or "#/#" or "# of #" or "page #" or "page # of #" or "p. #" or "seite #"
            or "seite # von #" or "página #" or "pagina #" || (key.Length is > 0 and < 8 && key.All(IsRoman));
    }

    private static bool IsRoman(char letter) => letter is 'i' or 'v' or 'x' or 'l' or 'c';

    private static string KeyOf(PdfBlock block)
    {
        var key = new StringBuilder();
        foreach (char letter in string.Join(' ', block.Lines))
        {
            if (!char.IsAsciiDigit(letter))
                key.Append(char.ToLowerInvariant(letter));
            else if (key.Length == 0 || key[^1] != '#')
                key.Append('#');
        }

        return key.ToString().Trim();
    }
}
