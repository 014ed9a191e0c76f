using System.Globalization;
using Dedupe.Sources;

namespace Dedupe.Cli.Views;

/// <summary>
/// The files in folders that a run did not read, by kind, in one line; and the sentence for a run that found nothing to
/// read.
/// </summary>
internal static class PassedOverView
{
    private const int Shown = 8;

    public static void Write(TextWriter output, RunSummary summary, bool quiet)
    {
        var kinds = summary.PassedOver;
        if (summary.Files == 0)
            output.WriteLine(
                $"dedupe: nothing was read: " +
                $"{(kinds.Count == 0 ? "there are no files" : $"of {Text(kinds)} none is of a kind that is read")}. " +
                $"{Hint(kinds)}");
        else if (!quiet)
            Write(output, kinds);
    }

    /// <summary>The line, if there are any.</summary>
    public static void Write(TextWriter output, IReadOnlyDictionary<string, long> kinds)
    {
        if (kinds.Count > 0)
            output.WriteLine($"passed over {Text(kinds)}{IfLinked(kinds, " (--follow reads linked folders)")}");
    }

    private static string Hint(IReadOnlyDictionary<string, long> kinds) =>
        $"Read are {ReadableFormats.All.Endings}{IfLinked(kinds, ", and linked folders with --follow")}.";

    private static string IfLinked(IReadOnlyDictionary<string, long> kinds, string text) =>
        kinds.ContainsKey(PassedOverFile.LinkToFolder) ? text : "";

    // The most frequent kinds first.
    private static string Text(IReadOnlyDictionary<string, long> kinds)
    {
        var ordered = kinds.OrderByDescending(static kind => kind.Value)
            .ThenBy(static kind => kind.Key, StringComparer.Ordinal)
            .ToList();
        var words = ordered.Take(Shown).Select(
            static kind => string.Create(CultureInfo.InvariantCulture, $"{kind.Value} {Printable.Of(kind.Key)}"));
        var rest = ordered.Skip(Shown).Sum(static kind => kind.Value);
        return $"{Totals.Count(kinds.Values.Sum(), "file")} " +
            $"({string.Join(", ", words)}{(rest > 0 ? $", {rest} of other kinds" : "")})";
    }
}
