using Dedupe.Live;
using Dedupe.Tests.Sources;
using Xunit;

namespace Dedupe.Service.Tests.Live;

/// <summary>Keys are found where a plain search finds them, however they are spread.</summary>
public sealed class LiveSegmentTests
{
    [Theory]
    [InlineData(1, 0)]
    [InlineData(3, 0)]
    [InlineData(1000, 0)]
    [InlineData(100_000, 0)]
    [InlineData(100_000, 20)]
    [InlineData(100_000, 31)]
    public void EveryKeyIsFoundAndNoOther(int count, int cut)
    {
        using var folder = new TempFolder();
        var random = new Random(count + cut);
        var entries = Enumerable.Range(1, count)
            .Select(article => ((ulong)((uint)random.Next() >> cut) << 32) | (uint)article).Order().ToArray();
        var path = $"{folder.Root}/a.segment";
        LiveSegment.Write(path, 7, 1, count, new LiveFacts[count], [entries]);
        using var segment = new LiveSegment(path, 7, 1);
        var expected = entries.ToLookup(static entry => entry >> 32, static entry => (uint)entry);
        var found = new List<uint>();
        foreach (var key in expected.Select(static one => one.Key).Concat(
            Enumerable.Range(0, 1000).Select(_ => (ulong)(uint)random.Next())).Concat((ulong[])[0, uint.MaxValue]))
        {
            found.Clear();
            segment.Find(key, found, int.MaxValue);
            Assert.Equal(expected[key], found);
        }
    }
}
