using Dedupe.Signing;
using Xunit;

namespace Dedupe.Tests.Signing;

public sealed class NameTableTests
{
    [Fact]
    public void ANameHasOneNumberAndNoNameHasZero()
    {
        var table = new NameTable();
        var longName = new string('ж', 500);

        var first = table.Add("Zürich Post"u8);
        Assert.Equal(1, first);
        Assert.Equal(2, table.Add(longName));
        Assert.Equal(first, table.Add("Zürich Post"));
        Assert.Equal(2, table.Add(System.Text.Encoding.UTF8.GetBytes(longName)));
        Assert.Equal(0, table.Add(""u8));
        Assert.Equal("Zürich Post", table[first]);
        Assert.Equal(longName, table[2]);
        Assert.Equal(3, table.Count);
    }
}
