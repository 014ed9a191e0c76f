using System.Text;
using Dedupe.Reporting;
using Xunit;

namespace Dedupe.Tests.Reporting;

public sealed class OrderedWriterTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(7)]
    public void WhatManyThreadsMakeStandsInOrder(int threads)
    {
        using var stream = new MemoryStream();
        JsonText.WriteLines(stream, [.. Enumerable.Range(0, 20_000)], static (json, number) =>
        {
            json.BeginObject();
            json.Number("n"u8, number);
            json.EndObject();
        }, threads, TestContext.Current.CancellationToken);

        Assert.Equal(
            string.Concat(Enumerable.Range(0, 20_000).Select(static number => $"{{\"n\":{number}}}\n")),
            Encoding.UTF8.GetString(stream.ToArray()));
    }

    [Fact]
    public void AFaultEndsTheWritingOnAllThreads()
    {
        using var stream = new MemoryStream();
        var fault = Assert.Throws<InvalidDataException>(() => JsonText.WriteLines(
            stream, [.. Enumerable.Range(0, 20_000)], Fail, 4, TestContext.Current.CancellationToken));

        Assert.Equal("7000", fault.Message);
    }

    [Fact]
    public async Task ACancelledWritingEnds()
    {
        using var stop = new CancellationTokenSource();
        using var stream = new MemoryStream();
        await stop.CancelAsync();

        Assert.Throws<OperationCanceledException>(
            () => JsonText.WriteLines(stream, [.. Enumerable.Range(0, 20_000)], static (_, _) => { }, 4, stop.Token));
    }

    private static void Fail(LineWriter json, int number)
    {
        if (number == 7_000)
            throw new InvalidDataException("7000");
    }
}
