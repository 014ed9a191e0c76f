using System.Globalization;

namespace Dedupe.Cli.Views;

/// <summary>The first rejections, for a person; the rest as a number.</summary>
internal static class RejectionView
{
    private const int Shown = 10;

    public static void Write(
        TextWriter output, IReadOnlyList<Rejection> rejections, string whereAll = "", bool all = false)
    {
        foreach (var rejection in rejections.Take(all ? int.MaxValue : Shown))
        {
            var detail = rejection.Detail is null ? "" : $" {Printable.Of(rejection.Detail)}";
            var line = rejection.Origin.Line > 0 ? $":{rejection.Origin.Line}" : "";
            if (rejection.Count > 1)
                line += $"-{rejection.Lines[^1].To} ({rejection.Count} lines)";
            output.WriteLine(
                $"rejected {Printable.Of(rejection.Origin.Source)}{line} {Names.Of(rejection.Reason)}{detail}");
        }

        var more = rejections.Skip(Shown).Sum(static rejection => rejection.Count);
        if (!all && more > 0)
            output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"… and {more:#,0} more{whereAll}"));
    }
}
