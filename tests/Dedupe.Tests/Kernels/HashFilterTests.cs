using Dedupe.Kernels;
using Xunit;

namespace Dedupe.Tests.Kernels;

public sealed class HashFilterTests
{
    [Fact]
    public void WhatWasAddedPassesAndNearlyNothingElse()
    {
        var random = new Random(5);
        var added = Enumerable.Range(0, 500).Select(_ => (ulong)random.NextInt64()).ToArray();
        var others = Enumerable.Range(0, 10_000).Select(_ => (ulong)random.NextInt64()).ToArray();
        var filter = HashFilter.Of(added);

        Assert.All(added, hash => Assert.True(filter.MayHave(hash)));
        Assert.InRange(others.Count(filter.MayHave), 0, 300);
        for (var from = 0; from <= others.Length; from += 777)
        {
            var next = Enumerable.Range(from, others.Length - from)
                .FirstOrDefault(place => filter.MayHave(others[place]), others.Length);
            Assert.Equal(next, filter.Next(others, from));
        }
    }
}
