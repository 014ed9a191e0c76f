using System.Globalization;
using System.Text;
using Dedupe.Service.Notes;
using Xunit;

namespace Dedupe.Service.Tests.Notes;

/// <summary>What small things are kept in, whatever it is.</summary>
public abstract class NotesTests
{
    [Fact]
    public void What_is_kept_is_read_again_by_others()
    {
        var notes = Open();
        Assert.Null(notes.Read("keys"));
        notes.Change(
            "keys", static before => before is null ? "one"u8.ToArray() : throw new InvalidOperationException());
        Assert.Equal("one", Text(Open().Read("keys")));
        notes.Change("keys", static before => [.. before!, .. " two"u8]);
        Assert.Equal("one two", Text(Open().Read("keys")));
        Assert.Null(notes.Read("webhooks"));
    }

    [Fact]
    public void A_change_that_fails_changes_nothing()
    {
        var notes = Open();
        notes.Change("keys", static _ => "one"u8.ToArray());
        Assert.Throws<InvalidOperationException>(
            () => notes.Change("keys", static _ => throw new InvalidOperationException()));
        Assert.Equal("one", Text(notes.Read("keys")));
        notes.Change("keys", static _ => "two"u8.ToArray());
        Assert.Equal("two", Text(notes.Read("keys")));
    }

    [Fact]
    public void Changes_at_once_are_made_one_after_the_other()
    {
        Parallel.For(0, 20, _ => Open().Change(
            "count",
            static before => Encoding.UTF8.GetBytes(
                ((before is null ? 0 : int.Parse(Text(before)!, CultureInfo.InvariantCulture)) + 1)
                    .ToString(CultureInfo.InvariantCulture))));
        Assert.Equal("20", Text(Open().Read("count")));
    }

    private protected abstract INotes Open();

    private static string? Text(byte[]? bytes) => bytes is null ? null : Encoding.UTF8.GetString(bytes);
}
