using Dedupe.Evaluation;
using Dedupe.Normalization;
using Dedupe.Signing;
using Dedupe.Verification;
using Xunit;

namespace Dedupe.Tests.Laws;

/// <summary>
/// Whatever texts are made of, the work for a text or a pair grows as they do. Steps are counted, no time is taken.
/// </summary>
public sealed class GrowthLaws
{
    // Twice the text, twice the steps; some steps are taken once, and powers of two come and go.
    private const double MostGrowth = 2.3;

    private const int Size = 20_000;

    private static readonly DedupeOptions Options = new();
    private static readonly BandingPlan Plan = BandingPlan.For(
        Options.Threshold, Options.Signing.Recall, Options.Signing.SignatureSize);

    public static TheoryData<string> Shapes => AwkwardTexts.Names;

    [Theory]
    [MemberData(nameof(Shapes))]
    public void APairTakesStepsInProportionToItsTexts(string shape) =>
        AssertLinear(words => Compare(shape, words, new Steps()).Count);

    [Theory]
    [MemberData(nameof(Shapes))]
    public void SigningTakesStepsInProportionToTheText(string shape) =>
        AssertLinear(words => Sign(shape, words, new Steps()).Count);

    [Theory]
    [MemberData(nameof(Shapes))]
    public void AComparisonIsLeftWhereverItIsStopped(string shape) =>
        AssertStops(steps => Compare(shape, 8 * Size, steps));

    [Theory]
    [InlineData("a a a")]
    [InlineData("every sixth word another")]
    [InlineData("one Han character")]
    public void SigningIsLeftWhereverItIsStopped(string shape) => AssertStops(steps => Sign(shape, 8 * Size, steps));

    [Fact]
    public void FittingIsLeftWhereverItIsStopped()
    {
        bool[] positives = [.. Enumerable.Range(0, 200).Select(label => label % 2 == 0)];
        List<ThresholdCandidate> candidates = [.. Enumerable.Range(0, 50).Select(number => new ThresholdCandidate(
            new VerificationOptions(), Math.Min(number, 1), number,
                [.. positives.Select((positive, label) => positive ^ (label % 50 == number))]))];
        AssertStops(steps =>
        {
            _ = new CrossValidation(
                candidates, positives, new TuningOptions { Folds = 5, Repeats = 20, Seed = 1 }, steps);
            return steps;
        });
    }

    [Fact]
    public void AComparisonThatIsStoppedSaysSo()
    {
        var comparer = new PairComparer();
        var (a, b) = (AwkwardTexts.Make("a a a", Size, 0), AwkwardTexts.Make("every sixth word another", 100, 0));
        var stopped = new CancellationToken(canceled: true);

        Assert.ThrowsAny<OperationCanceledException>(() => comparer.Compare(a, a, stopped));
        Assert.ThrowsAny<OperationCanceledException>(() => comparer.Compare(b, b, stopped));
        Assert.Equal(Relation.Identical, comparer.Compare(b, b, TestContext.Current.CancellationToken).Relation);
    }

    private static void AssertLinear(Func<int, long> steps)
    {
        var (one, two, four) = (steps(Size), steps(2 * Size), steps(4 * Size));
        Assert.True(two <= MostGrowth * one && four <= MostGrowth * two, $"{one}, {two}, {four} steps");
    }

    // Stopped after a quarter, a half and three quarters of the steps: no more follow than one loop adds at once.
    private static void AssertStops(Func<Steps, Steps> work)
    {
        var all = work(new Steps()).Count;
        for (var quarter = 1; quarter < 4; quarter++)
        {
            var steps = new StoppingSteps(all * quarter / 4);
            Assert.Throws<OperationCanceledException>(() => work(steps));
            Assert.InRange(steps.Count, all * quarter / 4, all - 1);
        }
    }

    private static Steps Compare(string shape, int words, Steps steps)
    {
        var (a, b) = (new PreparedText(new TextTools(steps: steps)), new PreparedText(new TextTools(steps: steps)));
        a.Prepare(AwkwardTexts.Make(shape, words, 0), Options.ShingleSize);
        b.Prepare(AwkwardTexts.Make(shape, words, 1), Options.ShingleSize);
        new PairVerifier(Options, steps).Verify(a, b, default, null);
        return steps;
    }

    private static Steps Sign(string shape, int words, Steps steps)
    {
        using var documents = new SignedBlocks(1 << 30, Plan.Bands);
        var signer = new DocumentSigner(new TextSigner(Options, Plan, CreditBook.Default, steps), documents);
        signer.Accept(new Document("id"u8.ToArray(), AwkwardTexts.Make(shape, words, 0)), new Origin("", 1));
        return steps;
    }
}
