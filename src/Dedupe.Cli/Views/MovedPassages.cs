using Dedupe.Verification;

namespace Dedupe.Cli.Views;

/// <summary>
/// The passages without a row of their own, by their place on one side. Stretches are asked for in rising order.
/// </summary>
internal sealed class MovedPassages
{
    private readonly IReadOnlyList<Passage> passages;
    private readonly Func<Passage, TextRange> side;
    private readonly int[] sorted;
    private readonly List<int> waiting = [];
    private int next;

    /// <summary>Sorts them.</summary>
    /// <param name="passages">All passages.</param>
    /// <param name="aligned">Those that have a row.</param>
    /// <param name="side">The side.</param>
    public MovedPassages(IReadOnlyList<Passage> passages, HashSet<int> aligned, Func<Passage, TextRange> side)
    {
        (this.passages, this.side) = (passages, side);
        sorted =
            [.. Enumerable.Range(0,
                passages.Count).Where(number => !aligned.Contains(number)).OrderBy(number => Range(number).Start)];
    }

    /// <summary>Where a passage stands.</summary>
    public TextRange Range(int number) => side(passages[number]);

    /// <summary>
    /// Those that reach into a stretch, by their starts. Cost: what is found, and what reached into the stretch before.
    /// </summary>
    public IReadOnlyList<int> Between(int from, int to)
    {
        waiting.RemoveAll(number => Range(number).Start + Range(number).Length <= from);
        for (; next < sorted.Length && Range(sorted[next]).Start < to; next++)
        {
            if (Range(sorted[next]).Start + Range(sorted[next]).Length > from)
                waiting.Add(sorted[next]);
        }

        return waiting;
    }
}
