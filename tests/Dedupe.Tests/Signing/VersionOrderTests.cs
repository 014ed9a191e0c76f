using System.Text;
using Dedupe.Signing;
using Xunit;

namespace Dedupe.Tests.Signing;

public sealed class VersionOrderTests
{
    // In order, each before all that follow.
    private static readonly string[] InOrder =
    [
        "", "01", "1", "2", "9", "010", "10", "10.1", "10.1a", "10.9", "10.10", "99999999999999999999998",
        "99999999999999999999999", "2026-11-27T09:00:00Z", "2026-11-27T10:00:00Z", "Z", "a1b2", "a1b10", "v", "v2",
            "v11", "é",
    ];

    [Fact]
    public void NumbersInVersionsCountAsNumbersAndTheOrderIsTotal()
    {
        var versions = InOrder.Select(Encoding.UTF8.GetBytes).ToList();
        versions.Sort(static (x, y) => VersionOrder.Compare(x, y));
        for (var x = 0; x < versions.Count; x++)
        {
            for (var y = 0; y < versions.Count; y++)
                Assert.Equal(x.CompareTo(y), Math.Sign(VersionOrder.Compare(versions[x], versions[y])));
        }

        var numbers = InOrder.Where(static version => version.Length < 6 && version.All(char.IsAsciiDigit)).ToList();
        Assert.Equal(
            numbers,
            versions.Select(Encoding.UTF8.GetString).Where(numbers.Contains));
        Assert.Equal(
            InOrder.Where(static version => version.StartsWith('v')),
            versions.Select(Encoding.UTF8.GetString).Where(static version => version.StartsWith('v')));
    }
}
