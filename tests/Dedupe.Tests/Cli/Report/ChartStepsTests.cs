using Dedupe.Cli.Report;
using Xunit;

namespace Dedupe.Tests.Cli.Report;

public sealed class ChartStepsTests
{
    [Fact]
    public void EverySizeIsInOneStep()
    {
        var sizes = new SortedDictionary<int, long> { [2] = 5, [7] = 1, [8] = 2, [15] = 3, [16] = 4, [100_000] = 1 };
        var steps = SizeSteps.Of(sizes);
        Assert.Equal(16, steps.Sum(step => step.Count));
        Assert.Equal(5, steps.Single(step => step.Label == "8–15").Count);
    }

    [Theory]
    [InlineData("2024-01-30", "2024-02-02", 4, "2024-01-30")]
    [InlineData("2024-01-31", "2024-12-01", 12, "2024-01")]
    [InlineData("1987-02-26", "2024-02-02", 38, "1987")]
    [InlineData("9999-12-30", "9999-12-31", 2, "9999-12-30")]
    [InlineData("0001-01-01", "9999-12-31", 9999, "0001")]
    public void DaysAreDaysMonthsOrYears(string first, string last, int count, string label)
    {
        var steps = TimeSteps.Of(
            new SortedDictionary<DateOnly, long> { [DateOnly.Parse(first)] = 1, [DateOnly.Parse(last)] = 2 });
        Assert.Equal(count, steps.Count);
        Assert.Equal(label, steps[0].Label);
        Assert.Equal(3, steps.Sum(step => step.Count));
        Assert.Equal(2, steps[^1].Count);
    }

    [Fact]
    public void MoreOfASignIsNeverLessSuspicious()
    {
        var before = 0.0;
        foreach (var size in (int[])[2, 19, 20, 40, 400, 4000])
        {
            var weight = Suspicion.Of(Cluster(size, 0.5f, 1, 0)).Weight;
            Assert.True(weight >= before);
            before = weight;
        }

        Assert.True(Suspicion.Of(Cluster(5, 0.05f, 1, 0)).Weight > Suspicion.Of(Cluster(5, 0.1f, 1, 0)).Weight);
        Assert.True(Suspicion.Of(Cluster(5, 0.5f, 40, 0)).Weight > Suspicion.Of(Cluster(5, 0.5f, 10, 0)).Weight);
        Assert.True(Suspicion.Of(Cluster(5, 0.5f, 1, 400)).Weight > Suspicion.Of(Cluster(5, 0.5f, 1, 30)).Weight);
        Assert.Empty(Suspicion.Of(Cluster(5, 0.5f, 2, 3)).Signs);
    }

    private static ClusterFacts Cluster(int size, float lowest, int sources, int days) =>
        new() { Offset = 0, Kept = 0, Size = size, Lowest = lowest, Sources = sources, Days = days };
}
