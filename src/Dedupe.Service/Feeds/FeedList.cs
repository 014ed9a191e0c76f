using System.Xml;

namespace Dedupe.Service.Feeds;

/// <summary>Lists of feeds as people keep them: an address a line, or OPML as feed readers write it.</summary>
internal static class FeedList
{
    /// <summary>The addresses of a list, in its order, each once.</summary>
    /// <param name="text">The list. Lines that begin with # are comments.</param>
    /// <exception cref="InvalidDataException">It is OPML that cannot be read.</exception>
    public static IReadOnlyList<string> Read(string text)
    {
        var addresses = text.TrimStart('\uFEFF', ' ', '\t', '\r', '\n').StartsWith('<') ? ReadOpml(text)
            : text.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
                .Where(static line => !line.StartsWith('#'));
        return [.. addresses.Distinct(StringComparer.Ordinal)];
    }

    private static List<string> ReadOpml(string text)
    {
        var addresses = new List<string>();
        try
        {
            using var reader = XmlReader.Create(
                new StringReader(text.TrimStart('\uFEFF', ' ', '\t', '\r', '\n')),
                new XmlReaderSettings { DtdProcessing = DtdProcessing.Ignore, XmlResolver = null });
            while (reader.Read())
            {
                if (reader is { NodeType: XmlNodeType.Element, LocalName: "outline" }
                    && reader.GetAttribute("xmlUrl") is { Length: > 0 } address)
                    addresses.Add(address.Trim());
            }
        }
        catch (XmlException error)
        {
            throw new InvalidDataException($"The list of feeds is no OPML: {error.Message}", error);
        }

        return addresses;
    }
}
