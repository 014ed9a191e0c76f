using Xunit;
using static Dedupe.Tests.Collection;

namespace Dedupe.Tests.Verification;

public sealed class PassageWeightsTests
{
    // More texts than the frequency cap, so that nothing is taken for one story. A form whose blanks are filled with other words each time: seven words of it, two that are filled in. The two texts that happen to have a longer filling
    // in common are compared, and are no copies.
    [Fact]
    public async Task AFormIsNoCopyWhateverFillsItsGaps()
    {
        var result = await RunAsync([.. Enumerable.Range(0, 1100).Select(number => new Document(
            $"d{number:0000}", Form(number) + (number < 2 ? Words(0, 20) : Words(10_000 + number, 20)), source: $"outlet {number}", date: new DateTimeOffset(2024, 1, 1, 0, 0, 0, TimeSpan.Zero).AddDays(number)))]);

        Assert.Empty(result.Clusters);
    }

    private static string Form(int number) => string.Concat(Enumerable.Range(0, 16).Select(blank => $"{Words(1, 7, $"b{blank}w")} {Words(number, 2, $"n{blank}w")} "));
}
