using System.Collections.Frozen;

namespace Dedupe.Service.Http;

/// <summary>Which format a content type stands for.</summary>
internal static class ContentKinds
{
    /// <summary>JSON: one object, a list, or lines.</summary>
    public const string Json = "json";

    /// <summary>A line is an object.</summary>
    public const string JsonLines = "json-lines";

    /// <summary>The first bytes tell.</summary>
    public const string Any = "";

    private static readonly FrozenDictionary<string, string> Formats = new Dictionary<string, string>
    {
        ["application/json"] = Json,
        ["text/json"] = Json,
        ["application/x-ndjson"] = JsonLines,
        ["application/ndjson"] = JsonLines,
        ["application/jsonl"] = JsonLines,
        ["application/x-jsonlines"] = JsonLines,
        ["application/json-lines"] = JsonLines,
        // What curl says of any file, and what says nothing.
        ["application/x-www-form-urlencoded"] = Any,
        ["application/octet-stream"] = Any,
        [""] = Any,
        ["text/plain"] = "text",
        ["text/csv"] = "csv",
        ["text/tab-separated-values"] = "tsv",
        ["text/html"] = "html",
        ["application/xhtml+xml"] = "html",
        ["application/pdf"] = "pdf",
        ["application/vnd.openxmlformats-officedocument.wordprocessingml.document"] = "docx",
        ["application/vnd.oasis.opendocument.text"] = "odt",
        ["application/epub+zip"] = "epub",
        ["message/rfc822"] = "eml",
        ["application/mbox"] = "mbox",
        ["application/warc"] = "warc",
        ["application/vnd.apache.parquet"] = "parquet",
        ["application/rss+xml"] = "feed",
        ["application/atom+xml"] = "feed",
        ["application/rdf+xml"] = "feed",
        ["application/feed+json"] = "json-feed",
        ["application/vnd.iptc.g2.newsitem+xml"] = "newsml-g2",
        ["application/vnd.iptc.g2.newsmessage+xml"] = "newsml-g2",
        ["application/vnd.iptc.g2.packageitem+xml"] = "newsml-g2",
        ["application/xml"] = Any,
        ["text/xml"] = Any,
        ["application/zip"] = "zip",
        ["application/x-tar"] = "tar",
    }.ToFrozenDictionary(StringComparer.OrdinalIgnoreCase);

    /// <summary>The format; null when the type stands for none that is read.</summary>
    /// <param name="contentType">The header, with its parameters; null when there is none.</param>
    public static string? FormatOf(string? contentType) =>
        Formats.GetValueOrDefault((contentType ?? "").Split(';', 2)[0].Trim());
}
