using System.Text;
using Dedupe.Sources;
using Dedupe.Storage;
using Xunit;

namespace Dedupe.Tests.Sources;

/// <summary>
/// Many threads read few small files again, hundreds of times: no file may be closed under a reader, and few are open.
/// </summary>
public sealed class SharedReadersTests : IDisposable
{
    private const int Threads = 8;
    private const int Rounds = 400;

    private readonly TempFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Theory]
    [InlineData(".txt", 3)]
    [InlineData(".txt", 60)]
    [InlineData(".jsonl", 3)]
    [InlineData(".jsonl", 60)]
    public async Task Every_read_gives_its_text(string ending, int count)
    {
        for (int number = 0; number < count; number++)
            folder.Write(
                $"{number:00}{ending}",
                ending == ".txt" ? Text(number) : $"{{\"id\":\"{number}\",\"text\":\"{Text(number)}\"}}");
        var environment = new SourceEnvironment { Files = new OpenFiles(most: 4) };
        var source = new FileSource([folder.Root], new SourceOptions(), environment);
        var origins = source.Files.Select(file => (Origin: source.OriginOf(file.Path), Length: (int)file.Length!))
            .ToArray();
        int mostOpen = 0;
        var threads = Enumerable.Range(0, Threads).Select(thread => Task.Factory.StartNew(
            () =>
            {
                using var buffer = new TextBuffer();
                for (int round = 0; round < Rounds; round++)
                {
                    // All begin with the same files, so that they meet.
                    int number = (round + (round % (thread + 1))) % count;
                    var (origin, length) = origins[number];
                    origin.ReadAheadOf(0, length);
                    Assert.Equal(Text(number), Encoding.UTF8.GetString(origin.Read(0, length, buffer).Span));
                    if (round % 50 == thread)
                        origin.Close();
                    InterlockedMax(ref mostOpen, environment.Files.Count);
                }
            },
            CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default));
        await Task.WhenAll(threads).WaitAsync(TimeSpan.FromMinutes(1), TestContext.Current.CancellationToken);
        Assert.InRange(mostOpen, 1, 4 + Threads);
        foreach (var (origin, _) in origins)
            origin.Close();
        Assert.Equal(0, environment.Files.Count);
    }

    private static string Text(int number) =>
        $"text of number {number} " + new string((char)('a' + (number % 26)), 500);

    private static void InterlockedMax(ref int most, int value)
    {
        for (int seen = Volatile.Read(ref most); value > seen; seen = Volatile.Read(ref most))
            Interlocked.CompareExchange(ref most, value, seen);
    }
}
