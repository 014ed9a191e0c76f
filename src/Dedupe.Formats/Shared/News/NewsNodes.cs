using System.Buffers;
using System.Text;
using System.Xml;
using Dedupe.Sources;

namespace Dedupe.Formats.Shared.News;

/// <summary>
/// Reads XML of one item, bounded in depth and in the number of elements. A document type is refused, so there are no
/// entities to expand.
/// </summary>
internal static class NewsNodes
{
    /// <summary>Elements in each other, at most: none of these formats needs a twentieth of it.</summary>
    public const int Deepest = 256;

    private const int Most = 200_000;

    private const int LongestReference = 12;

    private const int LongestStart = 4096;

    private static readonly SearchValues<char> Controls = SearchValues.Create(
        [.. Enumerable.Range(0, ' ').Select(static unit => (char)unit).Except("\t\r\n"), '\uFFFE', '\uFFFF']);

    private static readonly SearchValues<char> HexDigits = SearchValues.Create("0123456789abcdefABCDEF");

    // Prefixes that many feeds use and some forget to declare.
    private static readonly (string Prefix, string Space)[] Known =
    [
        ("content", "http://purl.org/rss/1.0/modules/content/"), ("dc", NewsSpaces.DublinCore),
        ("dcterms", NewsSpaces.DublinTerms), ("atom", NewsSpaces.Atom), ("rdf", NewsSpaces.Rdf),
        ("media", "http://search.yahoo.com/mrss/"), ("itunes", "http://www.itunes.com/dtds/podcast-1.0.dtd"),
        ("wfw", "http://wellformedweb.org/CommentAPI/"), ("slash", "http://purl.org/rss/1.0/modules/slash/"),
        ("sy", "http://purl.org/rss/1.0/modules/syndication/"), ("georss", "http://www.georss.org/georss"),
        ("feedburner", "http://rssnamespace.org/feedburner/ext/1.0"), ("thr", "http://purl.org/syndication/thread/1.0"),
    ];

    /// <summary>Reads the first element of a text.</summary>
    /// <param name="xml">The text; may begin with a declaration.</param>
    /// <param name="spaces">Prefixes and namespaces that hold where it stands.</param>
    /// <exception cref="InputException">It is no XML, or not within the bounds; the message says where.</exception>
    public static NewsNode Read(string xml, IReadOnlyDictionary<string, string>? spaces = null)
    {
        xml = Undeclared(xml);
        try
        {
            return ReadStrictly(xml, spaces);
        }
        catch (XmlException first)
        {
            // The names of characters that HTML has, and a single &, stand in many feeds.
            string mended = Mend(xml);
            try
            {
                return mended == xml ? throw Bad(first) : ReadStrictly(mended, spaces);
            }
            catch (XmlException)
            {
                throw Bad(first);
            }
        }
    }

    /// <summary>
    /// Reads what stands open before the first item of a feed: elements that are whole, up to a fault.
    /// </summary>
    /// <param name="xml">The beginning of a document.</param>
    /// <param name="spaces">Gets the namespaces that hold at its end.</param>
    /// <returns>The elements that are open, the root first, each with those in it that are whole.</returns>
    public static List<NewsNode> ReadOpen(string xml, Dictionary<string, string> spaces)
    {
        var open = new Stack<NewsNode>();
        using var reader = Reader(Undeclared(xml), null);
        try
        {
            int count = 0;
            while (reader.Read())
                Take(reader, open, spaces, ref count);
        }
        catch (Exception fault) when (fault is XmlException or InputException)
        {
            // It ends within elements, of course.
        }

        return [.. open.Reverse()];
    }

    // Spaces and comments stand before the declaration in some feeds; what it says is known by then.
    private static string Undeclared(string xml)
    {
        int start = xml.AsSpan(0, Math.Min(xml.Length, LongestStart)).IndexOf("<?xml", StringComparison.Ordinal);
        int end = start < 0 ? -1 : xml.IndexOf("?>", start, StringComparison.Ordinal);
        return end < 0 || xml[start + "<?xml".Length] is not (' ' or '\t' or '\r' or '\n')
            ? xml
            : xml.Remove(start, end + 2 - start);
    }

    // A & that begins no reference that XML itself has becomes one to itself, but not within CDATA. Control characters
    // that XML has not are left out.
    private static string Mend(string xml)
    {
        if (xml.AsSpan().ContainsAny(Controls))
            xml = string.Concat(xml.Where(static letter => !Controls.Contains(letter)));
        var mended = new StringBuilder(xml.Length + 16);
        var rest = xml.AsSpan();
        while (true)
        {
            int next = rest.IndexOfAny('&', '<');
            if (next < 0)
                return mended.Append(rest).ToString();
            mended.Append(rest[..next]);
            rest = rest[next..];
            int length = 1;
            if (rest.StartsWith("<![CDATA["))
            {
                int end = rest.IndexOf("]]>", StringComparison.Ordinal);
                length = end < 0 ? rest.Length : end;
            }

            mended.Append(rest[..length]);
            if (rest[0] == '&' && !IsReference(rest))
                mended.Append("amp;");
            rest = rest[length..];
        }
    }

    private static bool IsReference(ReadOnlySpan<char> text)
    {
        int end = text[..Math.Min(text.Length, LongestReference)].IndexOf(';');
        if (end < 0)
            return false;
        var name = text[1..end];
        return name is "amp" or "lt" or "gt" or "quot" or "apos"
            || (name is ['#', 'x', _, ..] && !name[2..].ContainsAnyExcept(HexDigits))
            || (name is ['#', _, ..] && !name[1..].ContainsAnyExceptInRange('0', '9'));
    }

    private static InputException Bad(XmlException fault) => new(
        fault.Message.Contains("DTD", StringComparison.Ordinal) ? RejectionReason.Unsupported : RejectionReason.Corrupt,
        fault.Message);

    private static NewsNode ReadStrictly(string xml, IReadOnlyDictionary<string, string>? spaces)
    {
        var open = new Stack<NewsNode>();
        int count = 0;
        using var reader = Reader(xml, spaces);
        while (reader.Read())
        {
            if (Take(reader, open, null, ref count) is { } whole && open.Count == 0)
                return whole;
        }

        throw new InputException(RejectionReason.Corrupt, "There is no element in it.");
    }

    // Takes the next part; gives an element that is whole.
    private static NewsNode? Take(
        XmlReader reader, Stack<NewsNode> open, Dictionary<string, string>? spaces, ref int count)
    {
        switch (reader.NodeType)
        {
            case XmlNodeType.Element:
                if (++count > Most)
                    throw new InputException(RejectionReason.Oversized, $"It has more than {Most} elements.");
                if (open.Count >= Deepest)
                    throw new InputException(
                        RejectionReason.Corrupt, $"Elements stand more than {Deepest} deep in each other.");
                var node = new NewsNode(reader.LocalName, reader.NamespaceURI);
                bool isEmpty = reader.IsEmptyElement;
                while (reader.MoveToNextAttribute())
                    Take(reader, node, spaces);
                if (open.TryPeek(out var parent))
                    parent.Content.Add(node);
                if (isEmpty)
                    return node;
                open.Push(node);
                return null;
            case XmlNodeType.EndElement:
                return open.Pop();
            case XmlNodeType.Text or XmlNodeType.CDATA or XmlNodeType.SignificantWhitespace or XmlNodeType.Whitespace:
                if (open.TryPeek(out var around))
                    around.Content.Add(reader.Value);
                return null;
            default:
                return null;
        }
    }

    private static void Take(XmlReader reader, NewsNode node, Dictionary<string, string>? spaces)
    {
        if (reader.NamespaceURI != "http://www.w3.org/2000/xmlns/")
            node.Attributes.Add((reader.LocalName, reader.Value));
        else if (spaces is not null)
            spaces[reader.Prefix.Length == 0 ? "" : reader.LocalName] = reader.Value;
    }

    private static XmlReader Reader(string xml, IReadOnlyDictionary<string, string>? spaces)
    {
        var names = new NameTable();
        var manager = new XmlNamespaceManager(names);
        foreach (var (prefix, space) in Known)
            manager.AddNamespace(prefix, space);
        foreach (var (prefix, space) in spaces ?? new Dictionary<string, string>())
        {
            if (prefix != "xml")
                manager.AddNamespace(prefix, space);
        }

        var settings = new XmlReaderSettings
        {
            ConformanceLevel = ConformanceLevel.Fragment,
            DtdProcessing = DtdProcessing.Prohibit,
            XmlResolver = null,
            IgnoreComments = true,
            IgnoreProcessingInstructions = true,
            CheckCharacters = false,
            NameTable = names,
        };
        return XmlReader.Create(
            new StringReader(xml), settings, new XmlParserContext(names, manager, null, XmlSpace.None, Encoding.UTF8));
    }
}
