using System.Globalization;
using System.Net;
using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Http;

namespace Dedupe.Service.Http;

/// <summary><c>GET /</c>: says what is there. Nothing in it is a script, and nothing comes from elsewhere.</summary>
internal sealed class PageRoute
{
    private static readonly string Style = Resource("page.css");
    private static readonly string Template = Resource("page.html");

    private static readonly string Policy =
        "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'; style-src 'sha256-"
        + Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(Style))) + "'";

    private readonly ServiceParts parts;
    private readonly KeyGuard keys;

    /// <summary>Makes it.</summary>
    /// <param name="parts">What there is.</param>
    /// <param name="keys">Whether a key is needed: then the page, which has none, shows no counts.</param>
    public PageRoute(ServiceParts parts, KeyGuard keys) => (this.parts, this.keys) = (parts, keys);

    /// <summary>Shows it.</summary>
    public Task ShowAsync(HttpContext context)
    {
        context.Response.Headers.ContentSecurityPolicy = Policy;
        context.Response.Headers["Referrer-Policy"] = "no-referrer";
        var page = Template
            .Replace("{{style}}", Style)
            .Replace("{{counts}}", keys.NeedsKey ? "<p>Ask with a key: it is in use.</p>" : Counts())
            .Replace("{{address}}", WebUtility.HtmlEncode($"{context.Request.Scheme}://{context.Request.Host.Value}"))
            .Replace("{{version}}", WebUtility.HtmlEncode(ProgramVersion.Text));
        return JsonAnswer.WriteAsync(context, Encoding.UTF8.GetBytes(page), 200, "text/html; charset=utf-8");
    }

    /// <summary>A file that is part of the program.</summary>
    public static string Resource(string name)
    {
        using var stream = typeof(PageRoute).Assembly.GetManifestResourceStream(name)!;
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }

    private string Counts()
    {
        var status = parts.Index.Status;
        var rows = new StringBuilder("<dl>\n");
        Add(rows, "Articles", Text(status.Counts.Articles));
        Add(rows, "Clusters", Text(status.Counts.Clusters));
        Add(rows, "Since it was settled", Text(status.Unsettled));
        Add(rows, "State", status.Missing == 0 ? "ready" : $"{Text(status.Missing)} not found yet");
        return rows.Append("</dl>").ToString();
    }

    private static void Add(StringBuilder rows, string name, string value) =>
        rows.Append(CultureInfo.InvariantCulture, $"<div><dt>{name}</dt><dd>{value}</dd></div>\n");

    private static string Text(long number) => number.ToString("N0", CultureInfo.InvariantCulture);
}
