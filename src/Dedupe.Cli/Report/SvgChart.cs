using System.Globalization;
using System.Net;
using System.Text;

namespace Dedupe.Cli.Report;

/// <summary>
/// Charts as plain SVG, without script and without style of their own: the page colours them by class. Each has a title
/// and a sentence for those who do not see it.
/// </summary>
internal static class SvgChart
{
    private const int Width = 640;
    private const int Height = 220;
    private const int Left = 56;
    private const int Bottom = 36;
    private const int Top = 12;
    private const int Right = 12;

    // A character of a label, with a share of the space to the next one.
    private const double LabelWidth = 10;

    private static double PlotWidth => Width - Left - Right;

    private static double PlotHeight => Height - Top - Bottom;

    /// <summary>Bars, one for each label.</summary>
    /// <param name="title">What it shows.</param>
    /// <param name="sentence">What can be seen in it.</param>
    /// <param name="bars">Labels and counts, from left to right.</param>
    /// <param name="logarithmic">Whether heights are by order of magnitude, for counts of very different size.</param>
    public static string Bars(
        string title, string sentence, IReadOnlyList<(string Label, long Count)> bars, bool logarithmic = false)
    {
        var most = Math.Max(1, bars.Max(static bar => bar.Count));
        var svg = Begin(title, sentence);
        foreach (var tick in Ticks(most, logarithmic))
        {
            var y = Top + (PlotHeight * (1 - Share(tick, most, logarithmic)));
            svg.Append(string.Create(CultureInfo.InvariantCulture,
                    $"<line class=\"grid\" x1=\"{Left}\" x2=\"{Width - Right}\" y1=\"{y:0.#}\" y2=\"{y:0.#}\"/>"));
            svg.Append(string.Create(CultureInfo.InvariantCulture,
                    $"<text class=\"tick\" x=\"{Left - 6}\" y=\"{y + 4:0.#}\" text-anchor=\"end\">{tick:#,0}</text>"));
        }

        var step = PlotWidth / bars.Count;
        // Labels that would run into each other are left out, evenly.
        var every = Math.Max(
            1, (int)Math.Ceiling(bars.Count * bars.Max(static bar => bar.Label.Length) * LabelWidth / PlotWidth));
        for (var i = 0; i < bars.Count; i++)
        {
            var (label, count) = bars[i];
            var high = count == 0 ? 0 : Math.Max(1, PlotHeight * Share(count, most, logarithmic));
            var x = Left + (step * i);
            svg.Append(string.Create(CultureInfo.InvariantCulture,
                    $"<rect class=\"bar\" x=\"{x + (step * 0.1):0.#}\" y=\"{Top + PlotHeight - high:0.#}\" " +
                    $"width=\"{step * 0.8:0.#}\" height=\"{high:0.#}\">" +
                    $"<title>{Text(label)}: {count:#,0}</title></rect>"));
            if (i % every == 0)
                svg.Append(string.Create(CultureInfo.InvariantCulture,
                        $"<text class=\"tick\" x=\"{x + (step / 2):0.#}\" y=\"{Height - Bottom + 16}\" " +
                        $"text-anchor=\"middle\">{Text(label)}</text>"));
        }

        return svg.Append("</svg>").ToString();
    }

    /// <summary>A curve of shares over shares, both 0 to 1, with a line where something is.</summary>
    /// <param name="title">What it shows.</param>
    /// <param name="sentence">What can be seen in it.</param>
    /// <param name="curve">The curve.</param>
    /// <param name="mark">Where the line is.</param>
    /// <param name="across">What goes from left to right.</param>
    /// <param name="own">Whether it is a file of its own, with colours of its own.</param>
    public static string Curve(
        string title, string sentence, Func<double, double> curve, double mark, string across, bool own = false)
    {
        var svg = Begin(title, sentence, own);
        for (var i = 0; i <= 4; i++)
        {
            var share = i / 4.0;
            var (x, y) = (X(share), Y(share));
            svg.Append(string.Create(CultureInfo.InvariantCulture,
                    $"<line class=\"grid\" x1=\"{Left}\" x2=\"{Width - Right}\" y1=\"{y:0.#}\" y2=\"{y:0.#}\"/>"));
            svg.Append(string.Create(CultureInfo.InvariantCulture,
                    $"<text class=\"tick\" x=\"{Left - 6}\" y=\"{y + 4:0.#}\" " +
                    $"text-anchor=\"end\">{share:0.##}</text>"));
            svg.Append(string.Create(CultureInfo.InvariantCulture,
                    $"<text class=\"tick\" x=\"{x:0.#}\" y=\"{Height - Bottom + 16}\" " +
                    $"text-anchor=\"middle\">{share:0.##}</text>"));
        }

        svg.Append(string.Create(CultureInfo.InvariantCulture,
                $"<line class=\"mark\" x1=\"{X(mark):0.#}\" x2=\"{X(mark):0.#}\" y1=\"{Top}\" " +
                $"y2=\"{Top + PlotHeight:0.#}\"/>"));
        svg.Append("<polyline class=\"curve\" points=\"");
        for (var i = 0; i <= 100; i++)
            svg.Append(string.Create(CultureInfo.InvariantCulture, $"{X(i / 100.0):0.#},{Y(curve(i / 100.0)):0.#} "));
        svg.Append(string.Create(CultureInfo.InvariantCulture,
                $"\"/><text class=\"tick\" x=\"{Left + (PlotWidth / 2):0.#}\" y=\"{Height - 4}\" " +
                $"text-anchor=\"middle\">{Text(across)}</text>"));
        return svg.Append("</svg>").ToString();

        static double X(double share) => Left + (PlotWidth * share);

        static double Y(double share) => Top + (PlotHeight * (1 - share));
    }

    private static StringBuilder Begin(string title, string sentence, bool own = false)
    {
        var svg = new StringBuilder();
        svg.Append(string.Create(CultureInfo.InvariantCulture,
                $"<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {Width} {Height}\" role=\"img\" " +
                $"aria-label=\"{Text(title)}. {Text(sentence)}\">"));
        if (own)
        {
            // Beside a page a file has to bring its colours: dark on white, so that it can be printed.
            svg.Append("<style>svg{background:#fff;font:12px sans-serif}.grid{stroke:#ddd}.tick{fill:#333}");
            svg.Append(
                ".curve{fill:none;stroke:#0b57a4;stroke-width:2}.mark{stroke:#a4300b;stroke-dasharray:4 3}</style>");
        }

        return svg;
    }

    private static double Share(long count, long most, bool logarithmic) =>
        logarithmic ? Math.Log10(count + 1) / Math.Log10(most + 1) : (double)count / most;

    private static IEnumerable<long> Ticks(long most, bool logarithmic)
    {
        if (logarithmic)
        {
            for (long tick = 1; tick <= most; tick *= 10)
                yield return tick;
            yield break;
        }

        // 1, 2 or 5 times a power of ten, at most five of them.
        var power = (long)Math.Pow(10, Math.Floor(Math.Log10(most)));
        var step = Math.Max(1, ((long[])[power / 5, power / 2, power, power * 2, power * 5])
            .First(one => one > 0 && most / one <= 5));
        for (var tick = step; tick <= most; tick += step)
            yield return tick;
    }

    private static string Text(string text) => WebUtility.HtmlEncode(text);
}
