using System.Buffers;
using Dedupe.Sources;
using Dedupe.Sources.Framing;

namespace Dedupe.Formats.Wires;

/// <summary>
/// Text wires, IPTC 7901 and ANPA 1312: messages one behind the other, each between the control characters SOH, STX and
/// ETX.
/// </summary>
internal sealed class WireFormat : InputFormat
{
    // Before the first message stand a few characters at most that keep the line in step.
    private const int MostBefore = 64;

    private static readonly SearchValues<byte> BeforeAMessage = SearchValues.Create(
        "\0\u0016\u0017\u0019 \r\n\u007F"u8);

    /// <inheritdoc/>
    public override string Name => "wire";

    /// <inheritdoc/>
    public override IReadOnlyList<string> Extensions { get; } = [".anpa", ".7901"];

    /// <inheritdoc/>
    internal override bool MayBeEmpty => false;

    /// <inheritdoc/>
    internal override Recognition Recognises(ReadOnlySpan<byte> start)
    {
        int header = start.IndexOf(WireFramer.Header);
        if (header is < 0 or > MostBefore || start[..header].ContainsAnyExcept(BeforeAMessage))
            return Recognition.No;
        int text = start.IndexOf(WireFramer.Text);
        return text > header ? Recognition.Sure : Recognition.Possible;
    }

    /// <inheritdoc/>
    internal override Framer CreateFramer(ReadingRules rules) => new WireFramer(rules.Options.MaxDocumentBytes);

    /// <inheritdoc/>
    internal override DocumentReader CreateReader(ReadingRules rules) => new WireReader(rules);
}
