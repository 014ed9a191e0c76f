using System.Globalization;

namespace Dedupe.Cli;

/// <summary>Lists of numbers as people write them, and as job arrays are named: 2,4-7.</summary>
internal static class Numbers
{
    /// <summary>Numbers in order, runs of them as ranges.</summary>
    /// <param name="numbers">Ascending.</param>
    /// <param name="separator">What stands between.</param>
    /// <param name="most">Ranges at most; an ellipsis stands for the others.</param>
    public static string Ranges(IReadOnlyList<int> numbers, string separator = ",", int most = int.MaxValue)
    {
        var ranges = new List<string>();
        for (var at = 0; at < numbers.Count;)
        {
            var end = at;
            while (end + 1 < numbers.Count && numbers[end + 1] == numbers[end] + 1)
                end++;
            if (ranges.Count == most)
            {
                ranges.Add("…");
                break;
            }

            ranges.Add(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"{numbers[at]}{(end == at ? "" : end == at + 1 ? separator : "-")}{(end == at ? "" : numbers[end].ToString(CultureInfo.InvariantCulture))}"));
            at = end + 1;
        }

        return string.Join(separator, ranges);
    }
}
