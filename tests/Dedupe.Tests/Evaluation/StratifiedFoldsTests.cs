using Dedupe.Evaluation;
using FsCheck;
using FsCheck.Fluent;
using MathNet.Numerics.Random;
using Xunit;

namespace Dedupe.Tests.Evaluation;

public sealed class StratifiedFoldsTests
{
    [Fact]
    public void EveryFoldHasItsShareOfBothKinds() => Prop.ForAll(Draws, draw =>
    {
        var (positives, folds, seed) = draw;
        var foldOf = StratifiedFolds.Draw(positives, folds, new MersenneTwister(seed));

        Assert.All(foldOf, fold => Assert.InRange(fold, 0, folds - 1));
        int[] inAll =
            Sizes(_ => true), ofCopies = Sizes(label => positives[label]), ofOthers = Sizes(label => !positives[label]);
        Assert.All((int[][])[inAll, ofCopies, ofOthers], sizes => Assert.True(sizes.Max() - sizes.Min() <= 1));

        int[] Sizes(Func<int, bool> counts) =>
            [.. Enumerable.Range(0,
                folds).Select(
                    fold => Enumerable.Range(0, foldOf.Length).Count(label => foldOf[label] == fold && counts(label)))];
    }).Check(Config.QuickThrowOnFailure);

    [Fact]
    public void AnotherSeedDrawsOtherFolds()
    {
        bool[] positives = [.. Enumerable.Range(0, 40).Select(i => i % 3 == 0)];

        Assert.Equal(
            StratifiedFolds.Draw(positives, 5, new MersenneTwister(1)),
            StratifiedFolds.Draw(positives, 5, new MersenneTwister(1)));
        Assert.NotEqual(
            StratifiedFolds.Draw(positives, 5, new MersenneTwister(1)),
            StratifiedFolds.Draw(positives, 5, new MersenneTwister(2)));
    }

    private static Arbitrary<(bool[] Positives, int Folds, int Seed)> Draws => Arb.From(
        from positives in Gen.ArrayOf(Gen.Elements(true, false))
        from folds in Gen.Choose(2, 12)
        from seed in Gen.Choose(0, 1000)
        select (positives, folds, seed));
}
