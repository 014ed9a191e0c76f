using Xunit;

namespace Dedupe.Tests;

public sealed class WorkersTests
{
    [Theory]
    [InlineData(0, 2)]
    [InlineData(1, 4)]
    [InlineData(1000, 1)]
    [InlineData(1000, 3)]
    [InlineData(7, 0)]
    public void EveryPieceIsDoneOnceAndEveryStateEnds(int pieces, int threads)
    {
        var done = new int[pieces];
        var (begun, ended) = (0, 0);

        Workers.Run(
            pieces,
            threads,
            () => Interlocked.Increment(ref begun),
            (piece, _) => Interlocked.Increment(ref done[piece]),
            _ => Interlocked.Increment(ref ended),
            TestContext.Current.CancellationToken);

        Assert.All(done, count => Assert.Equal(1, count));
        Assert.Equal(begun, ended);
        Assert.InRange(begun, pieces == 0 ? 0 : 1, threads == 0 ? Environment.ProcessorCount : threads);
    }

    [Fact]
    public void AFaultEndsTheWorkAndComesThroughAsItIs()
    {
        var done = 0;
        var error = Assert.Throws<InvalidDataException>(() => Workers.Run(
            1_000_000,
            3,
            () => 0,
            (piece, _) =>
            {
                Interlocked.Increment(ref done);
                if (piece == 10)
                    throw new InvalidDataException("the tenth");
            },
            cancellationToken: TestContext.Current.CancellationToken));

        Assert.Equal("the tenth", error.Message);
        Assert.True(done < 1_000_000);
    }

    [Fact]
    public void CancellingEndsTheWork()
    {
        using var stop = new CancellationTokenSource();
        Assert.Throws<OperationCanceledException>(() => Workers.Run(
            1_000_000,
            2,
            () => 0,
            (piece, _) =>
            {
                if (piece == 5)
                    stop.Cancel();
            },
            cancellationToken: stop.Token));
    }
}
