using Dedupe.Verification;
using Xunit;

namespace Dedupe.Tests.Verification;

public sealed class TallyTests
{
    [Fact]
    public void TheMedianIsThatOfTheSortedNumbers()
    {
        var random = new Random(3);
        var tally = new Tally();
        for (var trial = 0; trial < 500; trial++)
        {
            var most = 1 + random.Next(300);
            var numbers = Enumerable.Range(0, trial % 40).Select(_ => random.Next(most)).ToList();
            tally.Clear();
            numbers.ForEach(tally.Add);
            numbers = [.. numbers.Select(static number => Math.Min(number, Tally.Most)).Order()];

            Assert.Equal(numbers.Count, tally.Count);
            Assert.Equal(numbers.Count == 0 ? 0 : numbers[numbers.Count / 2], tally.Median());
            Assert.Equal(numbers.Count == 0 ? 0 : numbers[^1], tally.Largest);
        }
    }
}
