using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using Dedupe.Service.Hooks;
using Dedupe.Service.Tests.Http;
using Dedupe.Tests.Sources;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Xunit;
using static Dedupe.Service.Tests.Http.LocalService;

namespace Dedupe.Service.Tests.Hooks;

public sealed class WebhookTests
{
    private static readonly CancellationToken Token = TestContext.Current.CancellationToken;

    /// <summary>The example of the Standard Webhooks specification.</summary>
    [Fact]
    public void A_signature_is_that_of_the_specification() => Assert.Equal(
        "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=",
        WebhookSender.Sign(
            "MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw", "msg_p5jXN8AQM9LWM0D4loKWxJek", "1614265330",
            "{\"test\": 2432232314}"u8));

    [Fact]
    public async Task Events_of_the_wanted_kinds_arrive_signed_and_tried_again()
    {
        await using var receiver = await Receiver.StartAsync();
        await using var service = LocalService.Start(
            static options => options with { AllowedHosts = ["localhost"] });
        receiver.Failures = 1;
        var hook = await JsonAsync(
            await service.PostAsync(
                "/v1/webhooks", $$"""{"url":"http://localhost:{{receiver.Port}}/in","kinds":["arrived"]}"""), 201);
        var secret = ((string?)hook["secret"])!;
        Assert.StartsWith("whsec_", secret, StringComparison.Ordinal);
        await JsonAsync(await service.PostAsync("/v1/articles", Stories.Item("a", Stories.Harbour)));
        await JsonAsync(await service.PostAsync("/v1/articles", Stories.Item("b", Stories.Harbour)));

        var refused = await receiver.NextAsync();
        var first = await receiver.NextAsync();
        var second = await receiver.NextAsync();
        Assert.Equal(refused.Id, first.Id);
        Assert.Equal($"msg_{hook["id"]}_1", first.Id);
        foreach (var (message, id) in (IEnumerable<(Message, string)>)[(first, "a"), (second, "b")])
        {
            Assert.Equal(
                WebhookSender.Sign(secret[6..], message.Id, message.Timestamp, Encoding.UTF8.GetBytes(message.Body)),
                message.Signature);
            var body = JsonNode.Parse(message.Body)!;
            Assert.Equal("dedupe.arrived", (string?)body["type"]);
            Assert.Equal(id, (string?)body["data"]!["id"]);
            Assert.DoesNotContain("Halcyon", message.Body, StringComparison.Ordinal);
        }

        var listed = await service.Client.GetStringAsync("/v1/webhooks", Token);
        Assert.DoesNotContain(secret[6..], listed, StringComparison.Ordinal);
        Assert.Equal(
            HttpStatusCode.NoContent, (
                await service.Client.DeleteAsync($"/v1/webhooks/{hook["id"]}", Token)).StatusCode);
        await ProblemAsync(await service.Client.DeleteAsync($"/v1/webhooks/{hook["id"]}", Token), 404, "not-found");
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("{\"url\":\"ftp://example.org/\"}")]
    [InlineData("{\"url\":\"file:///etc/passwd\"}")]
    [InlineData("{\"url\":\"http://user:word@example.org/\"}")]
    [InlineData("{\"url\":\"http://example.org/\",\"kinds\":[\"exploded\"]}")]
    [InlineData("{\"url\":\"http://example.org/\",\"kinds\":1}")]
    [InlineData("not json")]
    public async Task What_is_no_webhook_is_refused(string body)
    {
        await using var service = LocalService.Start();
        await ProblemAsync(await service.PostAsync("/v1/webhooks", body), 400, "bad-request");
        Assert.Empty(service.Faults);
    }

    [Fact]
    public async Task A_private_address_gets_nothing_and_a_dead_letter_is_sent_again_when_it_may()
    {
        await using var receiver = await Receiver.StartAsync();
        await using var service = LocalService.Start();
        await JsonAsync(await service.PostAsync("/v1/articles", Stories.Item("a", Stories.Harbour)));
        var book = new WebhookBook(service.Notes, TimeProvider.System);
        var hook = book.Add($"http://127.0.0.1:{receiver.Port}/in", ["arrived"], after: 1)!;
        book.Change(hook.Id, now => now.With(new DeadLetter(1, DateTimeOffset.UnixEpoch, "It answered 500.")));

        var again = await JsonAsync(await service.PostAsync($"/v1/webhooks/{hook.Id}/resend", ""));
        Assert.Equal((0, 1), ((int)again["sent"]!, (int)again["dead"]!));
        Assert.Equal(0, receiver.Count);

        book.Change(
            hook.Id, now => now with { Url = now.Url.Replace("127.0.0.1", "localhost", StringComparison.Ordinal) });
        await using var allowed = LocalService.Start(
            static options => options with { AllowedHosts = ["localhost"] }, service);
        again = await JsonAsync(await allowed.PostAsync($"/v1/webhooks/{hook.Id}/resend", ""));
        Assert.Equal((1, 0), ((int)again["sent"]!, (int)again["dead"]!));
        Assert.Equal($"msg_{hook.Id}_1", (await receiver.NextAsync()).Id);
        Assert.Empty(book.Read().Single().Dead);
    }

    [Fact]
    public async Task What_cannot_be_noted_at_the_end_is_told_and_keeps_nobody_from_ending()
    {
        await using var receiver = await Receiver.StartAsync();
        receiver.IsSilent = true;
        using var folder = new TempFolder();
        var service = LocalService.Start(
            static options => options with { AllowedHosts = ["localhost"] }, place: folder.Root);
        await JsonAsync(
            await service.PostAsync("/v1/webhooks", $$"""{"url":"http://localhost:{{receiver.Port}}/in"}"""), 201);
        await JsonAsync(await service.PostAsync("/v1/articles", Stories.Item("a", Stories.Harbour)));
        await receiver.NextAsync();

        // A folder in its place: nobody can change the note any more.
        File.Delete($"{folder.Root}/dedupe.db.webhooks.json.lock");
        Directory.CreateDirectory($"{folder.Root}/dedupe.db.webhooks.json.lock");
        await service.DisposeAsync();
        Assert.IsType<UnauthorizedAccessException>(Assert.Single(service.Faults));
    }

    [Fact]
    public void The_oldest_dead_letters_go_first()
    {
        var hook = new Webhook { Id = "a", Url = "http://example.org/", Secret = "" };
        for (var number = 1; number <= Webhook.MostDead + 5; number++)
            hook = hook.With(new DeadLetter(number, DateTimeOffset.UnixEpoch, ""));
        Assert.Equal(Webhook.MostDead, hook.Dead.Count);
        Assert.Equal(6, hook.Dead[0].Event);
        Assert.Equal(Webhook.MostDead, hook.With(new DeadLetter(7, DateTimeOffset.UnixEpoch, "")).Dead.Count);
    }

    private sealed record Message(string Id, string Timestamp, string Signature, string Body);

    /// <summary>A server that takes webhooks.</summary>
    private sealed class Receiver : IAsyncDisposable
    {
        private readonly System.Threading.Channels.Channel<Message> messages =
            System.Threading.Channels.Channel.CreateUnbounded<Message>();

        private readonly WebApplication app;
        private int count;

        private Receiver()
        {
            var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
            builder.WebHost.UseKestrelCore().ConfigureKestrel(static kestrel => kestrel.Listen(IPAddress.Loopback, 0));
            app = builder.Build();
            app.Run(TakeAsync);
        }

        public int Port => new Uri(app.Urls.First()).Port;

        public int Count => count;

        /// <summary>How many messages it refuses before it takes one.</summary>
        public int Failures { get; set; }

        /// <summary>Whether it takes messages and never answers.</summary>
        public bool IsSilent { get; set; }

        public static async Task<Receiver> StartAsync()
        {
            var receiver = new Receiver();
            await receiver.app.StartAsync(Token);
            return receiver;
        }

        public async Task<Message> NextAsync() => await messages.Reader.ReadAsync(Token);

        public async ValueTask DisposeAsync() => await app.DisposeAsync();

        private async Task TakeAsync(HttpContext context)
        {
            using var reader = new StreamReader(context.Request.Body);
            var headers = context.Request.Headers;
            var message = new Message(
                headers["webhook-id"].ToString(), headers["webhook-timestamp"].ToString(),
                headers["webhook-signature"].ToString(), await reader.ReadToEndAsync(context.RequestAborted));
            context.Response.StatusCode = Interlocked.Increment(ref count) <= Failures ? 500 : 204;
            messages.Writer.TryWrite(message);
            if (IsSilent)
                await Task.Delay(Timeout.Infinite, context.RequestAborted);
        }
    }
}
