using System.Globalization;
using System.Net;
using System.Security;
using Dedupe.Formats.Tests.Office;
using UglyToad.PdfPig.Content;
using UglyToad.PdfPig.Core;
using UglyToad.PdfPig.Fonts.Standard14Fonts;
using UglyToad.PdfPig.Writer;

namespace Dedupe.Formats.Tests.Same;

/// <summary>Articles as documents of offices, books and PDF.</summary>
internal static class WrittenDocuments
{
    private const int LineLength = 90;
    private const int LinesOfPage = 50;

    public static byte[] Docx(Article article) => OfficeSamples.Docx(
        string.Concat(article.Paragraphs.Select(OfficeSamples.WordParagraph)),
        SecurityElement.Escape(article.Title), article.Date);

    public static byte[] Odt(Article article) => OfficeSamples.Odt(
        string.Concat(article.Paragraphs.Select(OfficeSamples.OdfParagraph)),
        SecurityElement.Escape(article.Title), article.Date);

    public static byte[] Epub(Article article) => OfficeSamples.Epub(
        SecurityElement.Escape(article.Title), SecurityElement.Escape(article.Source), article.Date,
        [
            "<html><body>" +
            string.Concat(article.Paragraphs.Select(static text => $"<p>{WebUtility.HtmlEncode(text)}</p>\n")) +
            "</body></html>",
        ]);

    /// <summary>Lines as they fit, a wider gap between paragraphs. The writer has no letters beyond ASCII.</summary>
    public static byte[] Pdf(Article article)
    {
        using var builder = new PdfDocumentBuilder();
        builder.DocumentInformation.Title = article.Title;
        builder.DocumentInformation.CreationDate = string.Create(
            CultureInfo.InvariantCulture,
            $"D:{DateTimeOffset.Parse(article.Date, CultureInfo.InvariantCulture):yyyyMMddHHmmss}Z");
        var font = builder.AddStandard14Font(Standard14Font.Helvetica);
        foreach (var lines in article.Paragraphs.SelectMany(static text => Lines(Plain(text)).Append(""))
            .Chunk(LinesOfPage))
        {
            var page = builder.AddPage(PageSize.A4);
            for (int line = 0; line < lines.Length; line++)
            {
                if (lines[line].Length > 0)
                    page.AddText(lines[line], 10, new PdfPoint(50, 780 - (line * 14)), font);
            }
        }

        return builder.Build();
    }

    private static string Plain(string text) => text.Replace("é", "e", StringComparison.Ordinal)
        .Replace("ö", "o", StringComparison.Ordinal).Replace("ß", "ss", StringComparison.Ordinal);

    private static IEnumerable<string> Lines(string text)
    {
        string line = "";
        foreach (string word in text.Split(' '))
        {
            if (line.Length + word.Length > LineLength)
            {
                yield return line;
                line = "";
            }

            line += line.Length == 0 ? word : " " + word;
        }

        yield return line;
    }
}
