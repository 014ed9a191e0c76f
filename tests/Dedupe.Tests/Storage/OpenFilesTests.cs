using Dedupe.Storage;
using Xunit;

namespace Dedupe.Tests.Storage;

public sealed class OpenFilesTests
{
    private readonly List<CountedStream> streams = [];

    [Fact]
    public void Few_stay_open_and_those_that_are_read_are_never_closed()
    {
        var files = new OpenFiles(most: 2);
        object[] owners = [.. Enumerable.Range(0, 5).Select(static _ => new object())];
        var held = files.Take(owners[0], Open);
        foreach (var owner in owners.Skip(1))
            files.Give(files.Take(owner, Open));
        Assert.Equal(2, files.Count);
        Assert.False(streams[0].IsClosed);
        Assert.Equal(3, streams.Count(static stream => stream.IsClosed));

        // Closed by its owner while it is read: only when it is given back.
        files.Close(owners[0]);
        Assert.False(streams[0].IsClosed);
        Assert.Equal(1, held.Read(new byte[1], 0));
        files.Give(held);
        Assert.True(streams[0].IsClosed);
        Assert.Equal(1, files.Count);
    }

    [Fact]
    public void The_one_not_needed_for_longest_makes_room()
    {
        var files = new OpenFiles(most: 2);
        object[] owners = [new(), new(), new()];
        foreach (int owner in (int[])[0, 1, 0, 2, 0])
            files.Give(files.Take(owners[owner], Open));
        Assert.Equal(3, streams.Count);
        Assert.Equal([false, true, false], streams.Select(static stream => stream.IsClosed));
    }

    [Fact]
    public void More_than_that_are_open_only_while_all_are_read()
    {
        var files = new OpenFiles(most: 1);
        var held = Enumerable.Range(0, 4).Select(_ => files.Take(new object(), Open)).ToList();
        Assert.Equal(4, files.Count);
        held.ForEach(files.Give);
        Assert.Equal(1, files.Count);
        Assert.Equal(3, streams.Count(static stream => stream.IsClosed));
    }

    [Fact]
    public void A_file_that_cannot_be_opened_takes_no_place()
    {
        var files = new OpenFiles(most: 1);
        Assert.Throws<IOException>(() => files.Take(this, static () => throw new IOException("no")));
        Assert.Equal(0, files.Count);
    }

    private CountedStream Open()
    {
        streams.Add(new CountedStream());
        return streams[^1];
    }

    private sealed class CountedStream() : MemoryStream([1, 2, 3])
    {
        public bool IsClosed { get; private set; }

        protected override void Dispose(bool disposing)
        {
            IsClosed = true;
            base.Dispose(disposing);
        }
    }
}
