using System.Security.Cryptography;
using System.Text;

namespace Dedupe.Cli.Report;

/// <summary>
/// A page that needs nothing beside it. Its policy lets it run its own script and use its own style, known by their
/// hashes, and load nothing from anywhere.
/// </summary>
internal static class PageFrame
{
    /// <summary>What tells a page of this program from another file.</summary>
    public const string Generator = "<meta name=\"generator\" content=\"dedupe report\">";

    /// <summary>The page.</summary>
    /// <param name="title">Its title.</param>
    /// <param name="body">What stands in it.</param>
    /// <param name="script">Its script, if it has one.</param>
    /// <param name="data">What the script reads, as JSON that cannot end its element.</param>
    public static string Of(string title, HtmlText body, string? script = null, string? data = null)
    {
        var style = Asset("report.css");
        var page = new HtmlText();
        page.AddMarkup("<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n");
        var scripts = script is null ? "" : $"script-src '{Hash(script)}'; ";
        page.AddMarkup(
            $"<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; {scripts}style-src " +
            $"'{Hash(style)}'; base-uri 'none'; form-action 'none'\">\n");
        page.AddMarkup("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n");
        page.AddMarkup("<meta name=\"referrer\" content=\"no-referrer\">\n" + Generator + "\n");
        page.Add($"<title>{title}</title>\n").AddMarkup($"<style>{style}</style>\n</head>\n<body>\n");
        page.Add($"{body}");
        if (data is not null)
            page.AddMarkup($"<script type=\"application/json\" id=\"data\">{data}</script>\n");
        if (script is not null)
            page.AddMarkup($"<script>{script}</script>\n");
        return page.AddMarkup("</body>\n</html>\n").ToString();
    }

    /// <summary>A file that the program carries.</summary>
    public static string Asset(string name)
    {
        using var stream = typeof(PageFrame).Assembly.GetManifestResourceStream(name)
            ?? throw new InvalidOperationException($"The program lacks its file {name}.");
        using var reader = new StreamReader(stream, Encoding.UTF8);
        // As it stands in the page: browsers hash it so.
        return reader.ReadToEnd().ReplaceLineEndings("\n");
    }

    private static string Hash(string text) =>
        $"sha256-{Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(text)))}";
}
