using System.Diagnostics.Metrics;
using System.Net.ServerSentEvents;
using System.Text.Json.Nodes;
using Xunit;
using static Dedupe.Service.Tests.Http.LocalService;

namespace Dedupe.Service.Tests.Http;

public sealed class EventRouteTests
{
    private static readonly CancellationToken Token = TestContext.Current.CancellationToken;

    [Fact]
    public async Task Events_come_as_they_happen_and_none_is_missed_after_a_break()
    {
        await using var service = LocalService.Start();
        var first = new List<long>();
        using (var stream = await OpenAsync(service, "/v1/events"))
        {
            await JsonAsync(await service.PostAsync("/v1/articles", Stories.Item("a", Stories.Harbour)));
            await foreach (var one in ReadAsync(stream))
            {
                first.Add((long)one["number"]!);
                Assert.Equal("arrived", (string?)one["kind"]);
                Assert.Equal("a", (string?)one["id"]);
                break;
            }
        }

        await JsonAsync(await service.PostAsync("/v1/articles", Stories.Item("b", Stories.Harbour)));
        var last = service.Store.Count().LastEvent;
        using var again = await OpenAsync(
            service, "/v1/events", request => request.Headers.Add("Last-Event-ID", first[^1].ToString(null, null)));
        var then = new List<long>();
        await foreach (var one in ReadAsync(again))
        {
            then.Add((long)one["number"]!);
            if (then[^1] == last)
                break;
        }

        Assert.Equal(Enumerable.Range((int)first[^1] + 1, (int)(last - first[^1])).Select(static n => (long)n), then);
    }

    [Fact]
    public async Task Streams_have_a_limit()
    {
        await using var service = LocalService.Start(
            options => options with { Limits = options.Limits with { EventStreams = 1 } });
        using var one = await OpenAsync(service, "/v1/events");
        await ProblemAsync(await service.Client.GetAsync("/v1/events", Token), 503, "busy");
    }

    [Fact]
    public async Task A_number_that_is_none_is_told()
    {
        await using var service = LocalService.Start();
        await ProblemAsync(await service.Client.GetAsync("/v1/events?after=x", Token), 400, "bad-request");
        using var answer = await service.SendAsync(
            HttpMethod.Get, "/v1/events", change: static request => request.Headers.Add("Last-Event-ID", "x"));
        await ProblemAsync(answer, 400, "bad-request");
    }

    [Fact]
    public async Task A_stream_that_its_listener_leaves_is_counted_like_other_requests()
    {
        var counted = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        using var listener = new MeterListener
        {
            InstrumentPublished = static (instrument, listening) =>
            {
                if (instrument.Name == "dedupe.request.duration")
                    listening.EnableMeasurementEvents(instrument);
            },
        };
        listener.SetMeasurementEventCallback<double>((_, _, tags, _) =>
        {
            if (tags.Contains(new("route", "/v1/events")) && tags.Contains(new("status", 200)))
                counted.TrySetResult();
        });
        listener.Start();
        await using var service = LocalService.Start();
        using (await OpenAsync(service, "/v1/events"))
        {
            // Whoever listens goes away.
        }

        await counted.Task.WaitAsync(TimeSpan.FromSeconds(30), Token);
        Assert.Empty(service.Faults);
    }

    private static async Task<HttpResponseMessage> OpenAsync(
        LocalService service, string path, Action<HttpRequestMessage>? change = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        change?.Invoke(request);
        var answer = await service.Client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, Token);
        Assert.Equal("text/event-stream", answer.Content.Headers.ContentType?.MediaType);
        return answer;
    }

    private static async IAsyncEnumerable<JsonNode> ReadAsync(HttpResponseMessage answer)
    {
        var parser = SseParser.Create(await answer.Content.ReadAsStreamAsync(Token));
        await foreach (var item in parser.EnumerateAsync(Token))
        {
            var data = JsonNode.Parse(item.Data)!;
            Assert.Equal(item.EventId, data["number"]!.ToString());
            Assert.Equal(item.EventType, (string?)data["kind"]);
            yield return data;
        }
    }
}
