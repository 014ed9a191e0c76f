using Dedupe.Batch;
using Dedupe.Batch.Removal;
using Xunit;

namespace Dedupe.Tests.Batch.Removal;

public sealed class RemovalPlanTests
{
    [Fact]
    public void AnotherTextUnderTheIdOfOneThatGoesStays()
    {
        var member =
            new RemovalMember("b"u8.ToArray(), "c")
            {
                Fate = RemovalFate.Removed,
                Words = 60,
                LostWords = 3,
                LostBoilerplate = 1
            };
        var plan = new RemovalPlan([member], new Dictionary<byte[], int>(new Utf8Comparer()) { [member.Id] = 0 });

        Assert.False(plan.Removes("a"u8));
        Assert.Equal(1, plan.NotMet);
        Assert.Equal(default, plan.Totals);
        Assert.True(plan.Removes("b"u8));
        Assert.False(plan.Removes("b"u8));
        Assert.Equal(0, plan.NotMet);
        Assert.Equal(new RemovalTotals(1, 60, 3, 1, 0), plan.Totals);
    }
}
