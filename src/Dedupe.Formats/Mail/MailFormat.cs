using System.Text;
using Dedupe.Sources;
using Dedupe.Sources.Framing;

namespace Dedupe.Formats.Mail;

/// <summary>Letters (RFC 5322): one a file, or a box with many.</summary>
/// <param name="name">The name of the format.</param>
/// <param name="extensions">The ends of the names of its files.</param>
/// <param name="isBox">Whether a file holds many.</param>
internal sealed class MailFormat(string name, string[] extensions, bool isBox) : InputFormat
{
    // So many of the first lines that are headers of letters show one.
    private const int EnoughHeaders = 2;

    private static readonly string[] Headers =
    [
        "Received:", "Return-Path:", "Message-ID:", "MIME-Version:", "From:", "To:", "Subject:", "Date:",
        "Delivered-To:", "Content-Type:",
    ];

    /// <inheritdoc/>
    public override string Name => name;

    /// <inheritdoc/>
    public override IReadOnlyList<string> Extensions => extensions;

    /// <inheritdoc/>
    internal override bool IsOneDocument => !isBox;

    // Each part of a letter says what it is encoded in.
    /// <inheritdoc/>
    internal override bool IsText => false;

    /// <inheritdoc/>
    internal override Recognition Recognises(ReadOnlySpan<byte> start)
    {
        if (start.StartsWith("From "u8) != isBox)
            return Recognition.No;
        int found = 0;
        foreach (var line in Encoding.Latin1.GetString(start).AsSpan().EnumerateLines())
        {
            if (line.IsEmpty)
                break;
            foreach (string header in Headers)
                found += line.StartsWith(header, StringComparison.OrdinalIgnoreCase) ? 1 : 0;
        }

        return found >= EnoughHeaders ? Recognition.Likely : Recognition.No;
    }

    /// <inheritdoc/>
    internal override Framer CreateFramer(ReadingRules rules) => isBox
        ? new MailBoxFramer(rules.Options.MaxDocumentBytes)
        : new WholeFramer(rules.Options.MaxDocumentBytes);

    /// <inheritdoc/>
    internal override DocumentReader CreateReader(ReadingRules rules) => new MailReader(isBox);
}
