using System.Globalization;

namespace Dedupe.Cli;

/// <summary>Lengths of time as people write them: 30s, 10m, 6h, 7d.</summary>
internal static class TimeLength
{
    /// <summary>The time that a word stands for; false when it stands for none.</summary>
    public static bool TryParse(string word, out TimeSpan time)
    {
        time = default;
        double? unit = word.Length == 0 ? null : char.ToLowerInvariant(word[^1]) switch
        {
            's' => 1,
            'm' => 60,
            'h' => 3600,
            'd' => 86400,
            _ => null,
        };
        if (unit is null
            || !double.TryParse(word[..^1], NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var count)
            || count * unit > TimeSpan.FromDays(36500).TotalSeconds)
            return false;
        time = TimeSpan.FromSeconds(count * unit.Value);
        return true;
    }

    /// <summary>The time in its largest unit, such as <c>10m</c>.</summary>
    public static string Format(TimeSpan time)
    {
        var (count, unit) = time switch
        {
            { TotalDays: >= 2 } => (time.TotalDays, "d"),
            { TotalHours: >= 1 } => (time.TotalHours, "h"),
            { TotalMinutes: >= 1 } => (time.TotalMinutes, "m"),
            _ => (time.TotalSeconds, "s"),
        };
        return count.ToString("0.##", CultureInfo.InvariantCulture) + unit;
    }
}
