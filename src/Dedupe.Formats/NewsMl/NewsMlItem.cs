using System.Globalization;
using Dedupe.Formats.Shared.News;

namespace Dedupe.Formats.NewsMl;

/// <summary>Items of NewsML-G2.</summary>
internal static class NewsMlItem
{
    /// <summary>Reads an item.</summary>
    public static NewsItem Read(NewsNode node, NewsXmlHead? head)
    {
        var item = node.First("itemMeta");
        var content = node.First("contentMeta");
        var rights = node.First("rightsInfo");
        var within = Within(node);
        return new NewsItem
        {
            Id = node["guid"],
            Version = node["version"],
            VersionTime = Line(item, "versionCreated"),
            FirstTime = Line(item, "firstCreated") ?? Line(content, "contentCreated") ?? Line(item, "versionCreated"),
            Status = Status(item),
            Headline = Line(content, "headline") ?? within?.Headline ?? Line(item, "title"),
            Body = within?.Body ?? [],
            Byline = Line(content, "by") ?? Line(content, "byline") ?? within?.Byline,
            Dateline = Line(content, "dateline") ?? within?.Dateline,
            Source = Named(item, "provider") ?? Named(content, "infoSource") ?? Line(content, "creditline")
                ?? Named(rights, "copyrightHolder") ?? within?.Source ?? head?.Around("header")?.First("sender")?.Line,
            Rights = Line(rights, "copyrightNotice") ?? Named(rights, "copyrightHolder"),
            Embargo = Line(item, "embargoed"),
            Note = Line(item, "edNote"),
            Url = Address(item),
            Kind = Kind(node, item),
        };
    }

    // The first part that is text: as NITF, as XHTML or HTML, or plain.
    private static NewsItem? Within(NewsNode node)
    {
        if (node.First("contentSet") is not { } contents)
            return null;
        NewsItem? plain = null;
        foreach (var part in contents.Nodes)
        {
            string type = part["contenttype"] ?? "";
            if (part.Name == "inlineXML")
            {
                if (part.First("nitf") is { } nitf)
                    return NitfItem.Read(nitf);
                if (part.TryFind("body.content", out var content))
                    return new NewsItem { Body = NitfItem.Paragraphs(content) };
                if (IsMarkup(part, type) && NewsHtml.Of(Page(part)) is { Count: > 0 } paragraphs)
                    return new NewsItem { Body = paragraphs };
            }
            else if (part.Name == "inlineData" && part["encoding"] is null)
            {
                plain ??= new NewsItem
                {
                    Body = type.Contains("html", StringComparison.OrdinalIgnoreCase)
                        || part.Text.Contains("</p>", StringComparison.OrdinalIgnoreCase)
                        ? NewsHtml.Of(part.Text)
                        : type.Length == 0 || type.StartsWith("text/", StringComparison.OrdinalIgnoreCase)
                        ? NewsHtml.OfText(part.Text)
                        : [],
                };
            }
        }

        return plain;
    }

    private static NewsNode Page(NewsNode part) => part.TryFind("body", out var body) ? body : part;

    // SportsML, EventsML and others are data.
    private static bool IsMarkup(NewsNode part, string type) =>
        type.Contains("html", StringComparison.OrdinalIgnoreCase)
        || part.Nodes.Any(static node => node.Name is "html" or "body" or "div" or "p");

    private static string? Status(NewsNode? item)
    {
        string? status = item?.First("pubStatus") is { } told ? told["qcode"] ?? told["uri"] : null;
        if (status is not null && !status.EndsWith("usable", StringComparison.OrdinalIgnoreCase))
            return status;
        // A signal may say more of an item that can be used.
        var signals = item?.Nodes.Where(static node => node.Name == "signal")
            .Select(static node => node["qcode"] ?? node["uri"] ?? "") ?? [];
        return signals.FirstOrDefault(
            static signal => signal.EndsWith("correction", StringComparison.OrdinalIgnoreCase))
            ?? signals.FirstOrDefault(static signal => signal.EndsWith("update", StringComparison.OrdinalIgnoreCase))
            ?? status;
    }

    private static string? Kind(NewsNode node, NewsNode? item)
    {
        if (node.Name == "packageItem")
        {
            int count = 0;
            var open = new Stack<NewsNode>([node]);
            while (open.TryPop(out var next))
            {
                count += next.Name == "itemRef" ? 1 : 0;
                foreach (var child in next.Nodes)
                    open.Push(child);
            }

            return string.Create(CultureInfo.InvariantCulture, $"a package that names {count} other items");
        }

        if (node.Name != "newsItem")
            return $"a {node.Name}";
        string? kind = item?.First("itemClass")?["qcode"] ?? item?.First("itemClass")?["uri"];
        return kind is null || kind.EndsWith("text", StringComparison.OrdinalIgnoreCase)
            ? null
            : $"of the class {kind}";
    }

    private static string? Address(NewsNode? item) =>
        item?.Nodes.Where(static node => node.Name == "link"
            && node["rel"] is { } rel && rel.EndsWith("alternate", StringComparison.OrdinalIgnoreCase))
            .Select(static node => node["href"])
            .FirstOrDefault(static href => href is not null);

    private static string? Line(NewsNode? node, string name) => node?.First(name)?.Line;

    // A name, or what stands for it: the part of a code behind its scheme.
    private static string? Named(NewsNode? node, string name)
    {
        if (node?.First(name) is not { } found)
            return null;
        return found.First("name")?.Line ?? found["literal"] ?? Code(found["qcode"]) ?? found["uri"] ?? found.Line;
    }

    private static string? Code(string? qcode) => qcode?[(qcode.IndexOf(':', StringComparison.Ordinal) + 1)..];
}
