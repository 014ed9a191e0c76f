using System.Globalization;

namespace Dedupe.Cli.Views;

/// <summary>A moment of a stage in words: <c>3,210,000 documents  71,300/s  174 MB/s  2:10 left  1.2 GB</c>.</summary>
internal static class ProgressText
{
    private const string Gap = "  ";

    /// <summary>The words; where there is little room, the most needed ones.</summary>
    /// <param name="moment">The moment.</param>
    /// <param name="width">Columns there are.</param>
    public static string Of(in StageMoment moment, int width = int.MaxValue)
    {
        // In the order they are read, with a number for how soon they go when there is no room.
        var parts = new List<(string Text, int Dispensable)>(5);
        if (moment.Progress.Done > 0)
            parts.Add((Count(moment.Progress), 1));
        if (moment.PerSecond is { } speed)
            parts.Add(($"{Number(Round(speed))}/s", 2));
        if (moment.BytesPerSecond is { } bytes)
            parts.Add(($"{ByteSize.Format((long)Round(bytes))}/s", 3));
        if (moment.Ended)
            parts.Add(($"took {Duration(moment.Elapsed)}", 0));
        else if (moment.Left is { } left)
            parts.Add(($"{Duration(left)} left", 0));
        else
            parts.Add(($"{Duration(moment.Elapsed)} so far", 0));
        parts.Add((ByteSize.Format((long)Round(moment.Memory)), 4));
        while (parts.Count > 1 && parts.Sum(static part => part.Text.Length + Gap.Length) - Gap.Length > width)
            parts.Remove(parts.MaxBy(static part => part.Dispensable));
        return string.Join(Gap, parts.Select(static part => part.Text));
    }

    /// <summary>Hours, minutes and seconds: <c>0:09</c>, <c>2:10</c>, <c>31:04:00</c>.</summary>
    public static string Duration(TimeSpan time)
    {
        var seconds = (long)Math.Round(time.TotalSeconds);
        return seconds < 3600
            ? string.Create(CultureInfo.InvariantCulture, $"{seconds / 60}:{seconds % 60:00}")
            : string.Create(CultureInfo.InvariantCulture, $"{seconds / 3600}:{seconds / 60 % 60:00}:{seconds % 60:00}");
    }

    private static string Count(RunProgress progress)
    {
        var unit = progress.Unit ?? (progress.Stage == "sign" ? "documents" : "pairs");
        return progress.Total > 0
            ? $"{Number(progress.Done)} of {Number(progress.Total)} {unit}"
            : $"{Number(progress.Done)} {unit}";
    }

    private static string Number(double number) => number.ToString("#,0", CultureInfo.InvariantCulture);

    // Three digits say enough.
    private static double Round(double number)
    {
        double unit = Math.Pow(10, Math.Max(0, Math.Floor(Math.Log10(Math.Max(1, number))) - 2));
        return Math.Round(number / unit) * unit;
    }
}
