using Dedupe.Service.Access;
using Dedupe.Service.Notes;
using Dedupe.Tests.Sources;
using Xunit;

namespace Dedupe.Service.Tests.Access;

public sealed class KeyBookTests : IDisposable
{
    private readonly TempFolder folder = new();
    private readonly Clock clock = new();

    private string File => folder.Root + "/dedupe.db.keys.json";

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task A_key_is_known_again_and_what_is_kept_of_it_lets_nobody_in()
    {
        var book = Book();
        var (record, key) = book.Add("desk", KeyScopes.Read, ["Wire"], null);
        await using var ring = new KeyRing(Book(), clock);
        Assert.Equal(record.Id, ring.Find(key)?.Id);
        Assert.Equal(["Wire"], ring.Find(key)!.Sources);
        Assert.Null(ring.Find(key[..^1] + (key[^1] == 'A' ? 'B' : 'A')));
        Assert.Null(ring.Find(record.Hash));
        var kept = System.IO.File.ReadAllText(File);
        Assert.DoesNotContain(key[^43..], kept, StringComparison.Ordinal);
        // 256 bits in 43 characters.
        Assert.Equal("dedupe_".Length + 8 + 1 + 43, key.Length);
        Assert.NotEqual(key, book.Add("desk", KeyScopes.Read, [], null).Key);
    }

    [Fact]
    public async Task A_key_ends_when_it_expires_is_replaced_or_taken_back()
    {
        var book = Book();
        var (record, key) = book.Add("desk", KeyScopes.Read, [], TimeSpan.FromDays(90));
        await using var ring = new KeyRing(book, clock);
        clock.Now += TimeSpan.FromDays(89);
        Assert.NotNull(ring.Find(key));

        var next = book.Rotate(record.Id, TimeSpan.FromHours(1))!;
        ring.Refresh();
        Assert.NotNull(ring.Find(key));
        Assert.NotNull(ring.Find(next));
        clock.Now += TimeSpan.FromHours(2);
        Assert.Null(ring.Find(key));
        Assert.NotNull(ring.Find(next));

        clock.Now += TimeSpan.FromDays(1);
        Assert.Null(ring.Find(next));
        Assert.Null(book.Rotate(record.Id, TimeSpan.Zero));
        Assert.True(book.Revoke(record.Id));
        Assert.False(book.Revoke(record.Id));
        Assert.False(book.Revoke("unknown"));
    }

    [Fact]
    public async Task While_keys_cannot_be_read_those_known_before_count()
    {
        var book = Book();
        var (_, key) = book.Add("desk", KeyScopes.Read, [], null);
        await using var ring = new KeyRing(book, clock);
        System.IO.File.WriteAllText(File, "{ damaged");
        Assert.Throws<InvalidDataException>(ring.Refresh);
        Assert.NotNull(ring.Find(key));
        Assert.Throws<InvalidDataException>(() => new KeyRing(book, clock));
    }

    [Fact]
    public void Only_the_owner_can_read_what_is_kept()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows has no such modes.");
        Book().Add("desk", KeyScopes.Read, [], null);
        if (!OperatingSystem.IsWindows())
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, System.IO.File.GetUnixFileMode(File));
    }

    [Fact]
    public void Keys_that_are_made_at_once_are_all_kept()
    {
        Parallel.For(0, 20, number => Book().Add($"desk {number}", KeyScopes.Read, [], null));
        Assert.Equal(20, Book().Read().Count);
    }

    private KeyBook Book() => new(new FileNotes(folder.Root + "/dedupe.db"), clock);

    private sealed class Clock : TimeProvider
    {
        public DateTimeOffset Now { get; set; } = new(2026, 3, 2, 8, 0, 0, TimeSpan.Zero);

        public override DateTimeOffset GetUtcNow() => Now;
    }
}
