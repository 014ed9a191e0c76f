using System.Globalization;

namespace Dedupe.Cli.Report;

/// <summary>Days put together for a chart: to days, months or years, whichever gives bars that can be seen.</summary>
internal static class TimeSteps
{
    private const int MostBars = 60;

    /// <summary>Labels and counts in order, with the empty steps between.</summary>
    /// <param name="days">Counts by day.</param>
    public static IReadOnlyList<(string Label, long Count)> Of(SortedDictionary<DateOnly, long> days)
    {
        if (days.Count == 0)
            return [];
        var (first, last) = (days.Keys.First(), days.Keys.Last());
        if (last.DayNumber - first.DayNumber < MostBars)
            return Steps(days, "yyyy-MM-dd", first, last, static day => day.AddDays(1));
        var months = ((last.Year - first.Year) * 12) + last.Month - first.Month;
        return months < MostBars
            ? Steps(days, "yyyy-MM", new DateOnly(first.Year, first.Month, 1), last, static day => day.AddMonths(1))
            : Steps(days, "yyyy", new DateOnly(first.Year, 1, 1), last, static day => day.AddYears(1));
    }

    private static List<(string Label, long Count)> Steps(
        SortedDictionary<DateOnly, long> days, string format, DateOnly first, DateOnly last,
        Func<DateOnly, DateOnly> next)
    {
        var counts = new Dictionary<string, long>(StringComparer.Ordinal);
        foreach (var (day, count) in days)
        {
            var label = day.ToString(format, CultureInfo.InvariantCulture);
            counts[label] = counts.GetValueOrDefault(label) + count;
        }

        var steps = new List<(string, long)>();
        var end = last.ToString(format, CultureInfo.InvariantCulture);
        for (var day = first; ; day = next(day))
        {
            var label = day.ToString(format, CultureInfo.InvariantCulture);
            steps.Add((label, counts.GetValueOrDefault(label)));
            // Not asked of the day: the last one there is has no next.
            if (label == end)
                break;
        }

        return steps;
    }
}
