using System.Globalization;
using System.Xml;

namespace Dedupe.Service.Feeds;

/// <summary>Finds how often a feed wants to be looked at: <c>ttl</c> of RSS, and the module for syndication.</summary>
internal static class FeedTtl
{
    private const string Syndication = "http://purl.org/rss/1.0/modules/syndication/";

    private static readonly XmlReaderSettings Safe = new()
    {
        DtdProcessing = DtdProcessing.Ignore,
        XmlResolver = null,
        IgnoreComments = true,
    };

    /// <summary>The wait between two looks; null where the feed does not say, or cannot be read.</summary>
    public static TimeSpan? Of(ReadOnlyMemory<byte> body)
    {
        TimeSpan? ttl = null, period = null;
        int frequency = 1;
        try
        {
            using var reader = XmlReader.Create(new MemoryStream(body.ToArray()), Safe);
            // What is said of the whole feed stands before its items.
            while (reader.Read() && reader is not { NodeType: XmlNodeType.Element, LocalName: "item" or "entry" })
            {
                if (reader.NodeType != XmlNodeType.Element)
                    continue;
                if (reader is { LocalName: "ttl", NamespaceURI: "" })
                    ttl = Number(reader) is { } minutes ? TimeSpan.FromMinutes(minutes) : ttl;
                else if (reader is { LocalName: "updatePeriod", NamespaceURI: Syndication })
                    period = PeriodOf(Content(reader));
                else if (reader is { LocalName: "updateFrequency", NamespaceURI: Syndication })
                    frequency = Number(reader) ?? 1;
            }
        }
        catch (XmlException)
        {
            // Whoever reads its items tells what is wrong with it.
        }

        return ttl ?? period / Math.Max(1, frequency);
    }

    private static TimeSpan? PeriodOf(string word) => word switch
    {
        "hourly" => TimeSpan.FromHours(1),
        "daily" or "weekly" or "monthly" or "yearly" => TimeSpan.FromDays(1),
        _ => null,
    };

    private static int? Number(XmlReader reader) =>
        int.TryParse(Content(reader), NumberStyles.None, CultureInfo.InvariantCulture, out int number) ? number : null;

    private static string Content(XmlReader reader)
    {
        reader.Read();
        return reader.NodeType is XmlNodeType.Text or XmlNodeType.CDATA ? reader.Value.Trim() : "";
    }
}
