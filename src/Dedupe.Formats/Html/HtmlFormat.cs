using System.Buffers;
using System.Text;
using Dedupe.Sources;
using Dedupe.Sources.Framing;

namespace Dedupe.Formats.Html;

/// <summary>Pages: a file is one document, its path the id.</summary>
internal sealed class HtmlFormat : InputFormat
{
    private static readonly SearchValues<byte> Blanks = SearchValues.Create(" \t\r\n\f"u8);

    /// <inheritdoc/>
    public override string Name => "html";

    /// <inheritdoc/>
    public override IReadOnlyList<string> Extensions { get; } = [".html", ".htm", ".xhtml"];

    /// <inheritdoc/>
    internal override bool IsOneDocument => true;

    /// <inheritdoc/>
    internal override Recognition Recognises(ReadOnlySpan<byte> start)
    {
        int at = start.IndexOfAnyExcept(Blanks);
        if (at < 0 || start[at] != '<')
            return Recognition.No;
        var rest = start[at..];
        if (Begins(rest, "<!doctype html"u8))
            return Recognition.Sure;
        return Begins(rest, "<html"u8)
            || (Begins(rest, "<?xml"u8) && (rest.IndexOf("<html"u8) > 0 || rest.IndexOf("<!DOCTYPE html"u8) > 0))
            ? Recognition.Likely
            : Recognition.No;
    }

    /// <inheritdoc/>
    internal override Framer CreateFramer(ReadingRules rules) => new WholeFramer(rules.Options.MaxDocumentBytes);

    /// <inheritdoc/>
    internal override DocumentReader CreateReader(ReadingRules rules) =>
        new HtmlFileReader(rules.Options.Encoding, rules.Options.Html == SourceOptions.MainHtml);

    private static bool Begins(ReadOnlySpan<byte> bytes, ReadOnlySpan<byte> word) =>
        bytes.Length >= word.Length && Ascii.EqualsIgnoreCase(bytes[..word.Length], word);
}
