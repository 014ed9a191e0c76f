using System.Globalization;
using System.Net;
using System.Text;

namespace Dedupe.Formats.Tests.Same;

/// <summary>Articles as pages, mail and crawls.</summary>
internal static class WrittenArchives
{
    public static string Page(Article article) =>
        $"<!DOCTYPE html><html><head><title>{Escaped(article.Title)}</title>" +
        $"<meta property='og:site_name' content=\"{Escaped(article.Source)}\">" +
        $"<meta property='article:published_time' content='{article.Date}'></head>" +
        "<body><nav><a href='/'>Start</a> <a href='/more'>More of it</a></nav>" +
        $"<article><h1>{Escaped(article.Title)}</h1>" +
        string.Concat(article.Paragraphs.Select(static text => $"<p>{Escaped(text)}</p>\n")) +
        "</article><footer>All rights reserved</footer></body></html>";

    public static string Letter(Article article) =>
        $"Message-ID: <{article.Id}@post.example>\nSubject: {Word(article.Title)}\n" +
        $"From: {Word(article.Source)} <desk@post.example>\n" +
        $"Date: {DateTimeOffset.Parse(article.Date, CultureInfo.InvariantCulture):r}\n" +
        "MIME-Version: 1.0\nContent-Type: text/plain; charset=utf-8\nContent-Transfer-Encoding: 8bit\n\n" +
        $"{article.Text}\n";

    public static string Box(IEnumerable<Article> all) => string.Concat(
        all.Select(static article => $"From desk@post.example Sat Mar  1 06:00:00 2025\n{Letter(article)}\n"));

    public static byte[] Crawl(IEnumerable<Article> all) => Encoding.UTF8.GetBytes(string.Concat(all.Select(
        static article =>
        {
            string answer = $"HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n\r\n{Page(article)}";
            return $"WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: https://post.example/{article.Id}\r\n" +
                $"WARC-Date: 2026-03-01T06:00:00Z\r\nContent-Length: {Encoding.UTF8.GetByteCount(answer)}\r\n\r\n" +
                $"{answer}\r\n\r\n";
        })));

    private static string Word(string text) => $"=?utf-8?b?{Convert.ToBase64String(Encoding.UTF8.GetBytes(text))}?=";

    private static string Escaped(string text) => WebUtility.HtmlEncode(text);
}
