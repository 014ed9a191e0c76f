using System.Collections.Concurrent;
using System.Net;
using System.Text;
using Xunit;

namespace Dedupe.Acceptance.Live;

/// <summary>
/// Sends articles as those do who may not lose any: what was not answered, or refused with a time to come again, is
/// sent again. Keeps each first answer; every later one must be the same.
/// </summary>
/// <param name="lines">The articles.</param>
internal sealed class LiveLoad(IReadOnlyList<string> lines) : IDisposable
{
    private const string Repeat = "\"repeat\":true";

    private readonly HttpClient client = new();
    private readonly ConcurrentDictionary<int, string> acknowledged = new();
    private int refused;

    /// <summary>The articles.</summary>
    public IReadOnlyList<string> Lines => lines;

    /// <summary>The first answer to each article that was acknowledged.</summary>
    public IReadOnlyDictionary<int, string> Acknowledged => acknowledged;

    /// <summary>How many requests were refused until later.</summary>
    public int Refused => Volatile.Read(ref refused);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    /// <summary>Sends articles, one request after the other.</summary>
    /// <param name="server">Where to; asked before each request.</param>
    /// <param name="places">Which articles, in this order.</param>
    /// <param name="batch">How many in a request.</param>
    public async Task SendAsync(Func<Uri> server, IEnumerable<int> places, int batch)
    {
        foreach (var some in places.Chunk(batch))
        {
            while (await PostAsync(server(), some) is not { } answers || !Note(some, answers))
                await Task.Delay(20, Token);
        }
    }

    /// <summary>Ends when so many articles are acknowledged, or the senders have ended.</summary>
    public async Task UntilAsync(int count, Task senders)
    {
        while (acknowledged.Count < count && !senders.IsCompleted)
            await Task.Delay(5, Token);
        Assert.True(acknowledged.Count >= count, "They ended before all were sent.");
    }

    /// <summary>Ends when so many requests were refused.</summary>
    public async Task UntilRefusedAsync(int count, Task senders)
    {
        while (Refused < count)
        {
            Assert.False(senders.IsCompleted, "They ended.");
            await Task.Delay(5, Token);
        }
    }

    public void Dispose() => client.Dispose();

    // Null where nothing is acknowledged.
    private async Task<string?> PostAsync(Uri server, int[] places)
    {
        using var body = new StringContent(
            string.Concat(places.Select(place => lines[place] + "\n")), Encoding.UTF8, "application/x-ndjson");
        try
        {
            using var answer = await client.PostAsync(new Uri(server, "/v1/articles"), body, Token);
            var text = await answer.Content.ReadAsStringAsync(Token);
            if (answer.IsSuccessStatusCode)
                return text;
            Assert.True(
                answer.StatusCode is HttpStatusCode.ServiceUnavailable or HttpStatusCode.InsufficientStorage, text);
            Assert.NotNull(answer.Headers.RetryAfter);
            Interlocked.Increment(ref refused);
            return null;
        }
        catch (HttpRequestException)
        {
            return null; // killed, or not there yet
        }
    }

    private bool Note(int[] places, string answers)
    {
        var told = answers.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal(places.Length, told.Length);
        for (var i = 0; i < places.Length; i++)
        {
            var answer = told[i].Replace("," + Repeat, "", StringComparison.Ordinal)
                .Replace(Repeat + ",", "", StringComparison.Ordinal);
            Assert.Equal(acknowledged.GetOrAdd(places[i], answer), answer);
        }

        return true;
    }
}
