using Dedupe.Indexing;
using Xunit;

namespace Dedupe.Tests.Indexing;

public sealed class GroupSetTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(63)]
    [InlineData(64)]
    [InlineData(65)]
    [InlineData(1000)]
    public void KnowsWhatWasAddedSinceItWasBegun(int most)
    {
        var random = new Random(most);
        var set = new GroupSet();
        for (var round = 0; round < 3; round++)
        {
            set.Begin(most);
            var known = new HashSet<int>();
            for (var i = 0; i < most; i++)
            {
                var number = random.Next(most);
                Assert.Equal(known.Add(number), set.Add(number));
            }
        }
    }
}
