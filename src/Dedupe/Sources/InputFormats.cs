using Dedupe.Sources.JsonLines;
using Dedupe.Sources.Packings;
using Dedupe.Sources.PlainText;
using Dedupe.Sources.Wet;

namespace Dedupe.Sources;

/// <summary>
/// The formats that a source reads, and how they may be packed. This is the one place that names them; everybody else
/// asks the object for what differs. Immutable, and safe for threads.
/// </summary>
public sealed class InputFormats
{
    /// <summary>How many of the first bytes of a file are looked at to tell its format.</summary>
    internal const int StartBytes = 4096;

    private readonly InputFormat[] formats;
    private readonly Packing[] packings;

    private InputFormats(InputFormat[] formats, Packing[] packings, MarkupRules? markup = null)
    {
        Markup = markup;
        this.formats = formats;
        this.packings = packings;
    }

    /// <summary>
    /// What is read without further packages: plain text, JSON lines and Common Crawl's WET, packed with gzip or
    /// Zstandard or not at all.
    /// </summary>
    public static InputFormats Standard { get; } = new(
        [new TextFormat(), new JsonLinesFormat(), new WetFormat()], [new GzipPacking(), new ZstandardPacking()]);

    /// <summary>What takes markup out of fields; null: nothing does.</summary>
    internal MarkupRules? Markup { get; }

    /// <summary>All formats, in the order in which they were added.</summary>
    public IReadOnlyList<InputFormat> All => formats;

    /// <summary>The names of files that are read, for messages.</summary>
    internal string Endings =>
        $"{Sentence(EndingsOf(static _ => true), "and")}, each{But(EndingsOf(static format => !format.MayBePacked))} " +
        $"also with {Sentence(packings.Select(static packing => packing.Extension), "or")}";

    /// <summary>The ends of the names of some of the formats, each once.</summary>
    internal IEnumerable<string> EndingsOf(Func<InputFormat, bool> some) =>
        formats.Where(some)
            .SelectMany(static format => format.Extensions.Concat(format.SharedExtensions))
            .Distinct(StringComparer.OrdinalIgnoreCase);

    /// <summary>The names of the formats, for messages.</summary>
    internal string Names => Sentence(formats.Select(static format => format.Name), "or");

    /// <summary>Bytes that <see cref="PackingOf"/> looks at.</summary>
    internal int MarkBytes => packings.Max(static packing => packing.MarkBytes);

    /// <summary>The same and more formats.</summary>
    /// <exception cref="ArgumentException">A name or an extension is taken.</exception>
    internal InputFormats With(params ReadOnlySpan<InputFormat> more)
    {
        var all = new InputFormats([.. formats, .. more], packings, Markup);
        var taken = all.formats.Select(static format => format.Name)
            .Concat(all.formats.SelectMany(static format => format.Extensions))
            .GroupBy(static name => name, StringComparer.OrdinalIgnoreCase)
            .FirstOrDefault(static names => names.Count() > 1);
        return taken is null ? all : throw new ArgumentException($"Two formats are called {taken.Key}.", nameof(more));
    }

    /// <summary>The same and more ways of packing.</summary>
    internal InputFormats With(Packing more) => new(formats, [.. packings, more], Markup);

    /// <summary>The same, and markup goes from fields.</summary>
    internal InputFormats With(MarkupRules markup) => new(formats, packings, markup);

    /// <summary>The format of a name; null when there is none.</summary>
    internal InputFormat? Find(string name) => Array.Find(formats, format => format.Name == name);

    /// <summary>The kind of a file by its name, in any letter case; null when it is none of ours.</summary>
    internal FileKind? KindOf(ReadOnlySpan<char> name)
    {
        var packing = Packing.None;
        foreach (var known in packings)
        {
            if (name.EndsWith(known.Extension, StringComparison.OrdinalIgnoreCase))
            {
                packing = known;
                name = name[..^known.Extension.Length];
                break;
            }
        }

        foreach (var format in formats)
        {
            if (EndsWithAny(name, format.Extensions))
                return new FileKind(format, packing);
        }

        foreach (var format in formats)
        {
            if (EndsWithAny(name, format.SharedExtensions))
                return new FileKind(format, packing, IsOpen: true);
        }

        return null;
    }

    private static bool EndsWithAny(ReadOnlySpan<char> name, IReadOnlyList<string> extensions)
    {
        foreach (string extension in extensions)
        {
            if (name.EndsWith(extension, StringComparison.OrdinalIgnoreCase))
                return true;
        }

        return false;
    }

    /// <summary>The format that the first bytes of a file show; null when they show none well enough.</summary>
    /// <param name="start">They.</param>
    /// <param name="named">What its name says.</param>
    /// <param name="isOpen">Whether the name leaves it open. Else only what is sure counts against it.</param>
    internal InputFormat? Recognised(ReadOnlySpan<byte> start, InputFormat? named, bool isOpen)
    {
        if (start.StartsWith("\uFEFF"u8))
            start = start[3..];
        if (start.IsEmpty || (!isOpen && named?.Recognises(start) > Recognition.No))
            return null;
        var best = isOpen ? Recognition.No : Recognition.Likely;
        InputFormat? found = null;
        foreach (var format in formats)
        {
            var recognised = format.Recognises(start);
            if (recognised > best)
                (best, found) = (recognised, format);
        }

        return found;
    }

    /// <summary>How an input is packed, by its first bytes.</summary>
    internal Packing PackingOf(ReadOnlySpan<byte> start)
    {
        foreach (var packing in packings)
        {
            if (packing.Begins(start))
                return packing;
        }

        return Packing.None;
    }

    private static string But(IEnumerable<string> endings) =>
        endings.Any() ? $" but {Sentence(endings, "and")}" : "";

    private static string Sentence(IEnumerable<string> words, string and)
    {
        string[] all = [.. words];
        return all.Length == 1 ? all[0] : $"{string.Join(", ", all[..^1])} {and} {all[^1]}";
    }
}
