using System.Globalization;
using System.Net;
using System.Runtime.CompilerServices;
using System.Text;

namespace Dedupe.Cli.Report;

/// <summary>Markup with holes. What is put into a hole is text and is encoded, unless it is markup already.</summary>
/// <param name="literalLength">Characters of markup.</param>
/// <param name="formattedCount">Holes.</param>
[InterpolatedStringHandler]
#pragma warning disable CS9113 // The compiler hands both over to every handler.
internal readonly ref struct HtmlHoles(int literalLength, int formattedCount)
#pragma warning restore CS9113
{
    private readonly StringBuilder text = new(literalLength + 32);

    /// <summary>The markup.</summary>
    public string Markup => text.ToString();

    /// <summary>Adds markup.</summary>
    public void AppendLiteral(string markup) => text.Append(markup);

    /// <summary>Adds markup that was made before.</summary>
    public void AppendFormatted(HtmlText markup) => text.Append(markup);

    /// <summary>Adds text.</summary>
    public void AppendFormatted(string? words) => text.Append(WebUtility.HtmlEncode(words));

    /// <summary>Adds a number.</summary>
    public void AppendFormatted(IFormattable number, string? format = null) =>
        text.Append(WebUtility.HtmlEncode(number.ToString(format, CultureInfo.InvariantCulture)));
}
