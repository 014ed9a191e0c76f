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

            var first = numbers[at].ToString(CultureInfo.InvariantCulture);
            var last = numbers[end].ToString(CultureInfo.InvariantCulture);
            ranges.Add(end == at ? first : first + (end == at + 1 ? separator : "-") + last);
            at = end + 1;
        }

        return string.Join(separator, ranges);
    }
}
