using MathNet.Numerics.Random;

namespace Dedupe.Evaluation;

/// <summary>Folds of cross-validation that all have their share of both kinds (Kohavi 1995).</summary>
internal static class StratifiedFolds
{
    /// <summary>The fold of each label: sizes differ by one at most, in each kind.</summary>
    /// <param name="positives">The kind of each label.</param>
    /// <param name="folds">How many folds, 2 or more.</param>
    /// <param name="random">Draws them.</param>
    public static int[] Draw(IReadOnlyList<bool> positives, int folds, RandomSource random)
    {
        var foldOf = new int[positives.Count];
        var next = 0;
        foreach (var kind in (bool[])[true, false])
        {
            var members = Enumerable.Range(0, foldOf.Length).Where(label => positives[label] == kind).ToArray();
            for (var i = members.Length - 1; i > 0; i--)
            {
                var other = random.Next(i + 1);
                (members[i], members[other]) = (members[other], members[i]);
            }

            // The second kind goes on where the first ended, so that the folds are alike in all as well.
            foreach (var member in members)
                foldOf[member] = next++ % folds;
        }

        return foldOf;
    }
}
