using System.Text;
using Dedupe.Formats.Shared;
using Dedupe.Sources;
using Dedupe.Sources.Framing;

namespace Dedupe.Formats.Office;

/// <summary>Documents that are a zip of XML: a file is one document, its path the id.</summary>
internal sealed class OfficeFormat : InputFormat
{
    private readonly string name;
    private readonly byte[] mark;
    private readonly int markAt;
    private readonly Func<OfficeZip, ParsedText> read;

    private OfficeFormat(string name, string mark, int markAt, Func<OfficeZip, ParsedText> read)
    {
        this.name = name;
        this.mark = Encoding.ASCII.GetBytes(mark);
        this.markAt = markAt;
        this.read = read;
        Extensions = [$".{name}"];
    }

    // Behind the header of the first member of a zip stands its name.
    private const int FirstName = 30;

    /// <summary>Word.</summary>
    public static OfficeFormat Docx { get; } = new("docx", "word/", -1, OfficeDocx.Read);

    /// <summary>OpenDocument.</summary>
    public static OfficeFormat Odt { get; } =
        new("odt", "mimetypeapplication/vnd.oasis.opendocument.text", FirstName, OfficeOdt.Read);

    /// <summary>Books.</summary>
    public static OfficeFormat Epub { get; } =
        new("epub", "mimetypeapplication/epub+zip", FirstName, OfficeEpub.Read);

    /// <inheritdoc/>
    public override string Name => name;

    /// <inheritdoc/>
    public override IReadOnlyList<string> Extensions { get; }

    /// <inheritdoc/>
    internal override bool IsOneDocument => true;

    /// <inheritdoc/>
    internal override bool IsText => false;

    /// <inheritdoc/>
    internal override Recognition Recognises(ReadOnlySpan<byte> start)
    {
        if (!start.StartsWith("PK\x03\x04"u8))
            return Recognition.No;
        if (markAt < 0)
            return start.IndexOf(mark) > 0 ? Recognition.Likely : Recognition.No;
        return start.Length > markAt && start[markAt..].StartsWith(mark) ? Recognition.Sure : Recognition.No;
    }

    /// <inheritdoc/>
    internal override Framer CreateFramer(ReadingRules rules) => new WholeFramer(rules.Options.MaxDocumentBytes);

    /// <inheritdoc/>
    internal override DocumentReader CreateReader(ReadingRules rules) =>
        new ParsedFileReader(name, bytes =>
        {
            using var zip = new OfficeZip(bytes, rules.Options.MaxDocumentBytes);
            return read(zip);
        });
}
