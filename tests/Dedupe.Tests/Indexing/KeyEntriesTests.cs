using Dedupe.Indexing;
using Xunit;

namespace Dedupe.Tests.Indexing;

public sealed class KeyEntriesTests
{
    [Fact]
    public void MoreKeysThanAnArrayHoldsAreAClearError()
    {
        var error = Assert.Throws<InvalidOperationException>(() => new KeyEntries(3_000_000_000));

        Assert.Contains("3000000000 keys", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void WhatWasGatheredIsTheIndexAndNoMore()
    {
        var entries = new KeyEntries(10);
        entries.Add([7, 5], 1);
        entries.Add(5, 2);

        var index = entries.ToIndex();
        Assert.Equal(3, index.Count);
        Assert.Equal(2, index.DocumentsWith(5));
        Assert.Equal(1, index.DocumentsWith(7));
        Assert.Equal(0, index.DocumentsWith(0));
    }
}
