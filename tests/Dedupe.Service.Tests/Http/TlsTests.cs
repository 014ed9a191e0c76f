using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Dedupe.Service.Http;
using Dedupe.Tests.Sources;
using Xunit;
using static Dedupe.Service.Tests.Http.LocalService;

namespace Dedupe.Service.Tests.Http;

public sealed class TlsTests : IDisposable
{
    private static readonly CancellationToken Token = TestContext.Current.CancellationToken;
    private readonly TempFolder folder = new();

    private string Certificate => folder.Root + "/cert.pem";

    private string Key => folder.Root + "/key.pem";

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task It_is_offered_by_TLS_and_plain_HTTP_gets_nothing()
    {
        Make("first.example");
        await using var service = LocalService.Start(
            options => options with { Certificate = Certificate, CertificateKey = Key });
        Assert.Equal("https", service.Client.BaseAddress!.Scheme);
        using var client = Client(service);
        await JsonAsync(await client.GetAsync("/health/live", Token));
        var plain = await BodyTests.RawAsync(service, "GET /health/live HTTP/1.1\r\nHost: localhost\r\n\r\n", true);
        Assert.DoesNotContain("live", plain, StringComparison.Ordinal);
    }

    [Fact]
    public void A_certificate_that_changes_is_read_anew_and_a_damaged_one_leaves_the_one_before()
    {
        var clock = new Clock();
        Make("first.example");
        var files = new CertificateFiles(Certificate, Key, clock);
        var first = files.Current;
        var second = Make("second.example");
        File.SetLastWriteTimeUtc(Certificate, DateTime.UtcNow.AddHours(1));
        Assert.Same(first, files.Current);
        clock.Ticks += TimeSpan.FromMinutes(2).Ticks;
        Assert.Equal(second, files.Current.TargetCertificate.Thumbprint);

        File.WriteAllText(Certificate, "damaged");
        clock.Ticks += TimeSpan.FromMinutes(2).Ticks;
        Assert.Equal(second, files.Current.TargetCertificate.Thumbprint);
    }

    [Fact]
    public void What_is_no_certificate_is_told_as_what_it_is()
    {
        File.WriteAllText(Certificate, "no certificate");
        File.WriteAllText(Key, "no key");
        var fault = Assert.Throws<InvalidDataException>(
            () => new CertificateFiles(Certificate, Key, TimeProvider.System));
        Assert.Contains(Certificate, fault.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("0.0.0.0")]
    [InlineData("::")]
    [InlineData("192.168.1.5")]
    public void Other_addresses_need_TLS_or_a_proxy(string address)
    {
        var open = new ServeOptions { Listen = new IPEndPoint(IPAddress.Parse(address), 8077), Hosts = ["a"] };
        Assert.Contains("--tls-cert", open.Fault, StringComparison.Ordinal);
        Assert.Null((open with { IsBehindProxy = true }).Fault);
        Assert.Null((open with { Certificate = "a", CertificateKey = "b" }).Fault);
        Assert.NotNull((open with { Certificate = "a" }).Fault);
        Assert.False(open.IsLocal);
        Assert.Equal(
            address != "192.168.1.5", (open with { IsBehindProxy = true, Hosts = [] }).Fault?.Contains(
                "--host", StringComparison.Ordinal) ?? false);
    }

    [Fact]
    public async Task On_other_addresses_nobody_gets_in_without_a_key()
    {
        Make("first.example");
        await using var service = LocalService.Start(options => options with
        {
            Listen = new IPEndPoint(IPAddress.Any, 0),
            Hosts = ["127.0.0.1"],
            Certificate = Certificate,
            CertificateKey = Key,
        });
        using var client = Client(service);
        await ProblemAsync(await client.GetAsync("/v1/stats", Token), 401, "no-key");
        using var request = new HttpRequestMessage(HttpMethod.Get, "/v1/stats");
        request.Headers.Authorization = new("Bearer", service.NewKey(Dedupe.Service.Access.KeyScopes.Read));
        await JsonAsync(await client.SendAsync(request, Token));
    }

    private string Make(string name)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest($"CN={name}", key, HashAlgorithmName.SHA256);
        var names = new SubjectAlternativeNameBuilder();
        names.AddIpAddress(IPAddress.Loopback);
        request.CertificateExtensions.Add(names.Build());
        var now = DateTimeOffset.UtcNow;
        using var certificate = request.CreateSelfSigned(now.AddDays(-1), now.AddDays(9));
        File.WriteAllText(Certificate, certificate.ExportCertificatePem());
        File.WriteAllText(Key, key.ExportPkcs8PrivateKeyPem());
        return certificate.Thumbprint;
    }

    // Trusts that one certificate, and nothing else.
    private HttpClient Client(LocalService service)
    {
        var handler = new SocketsHttpHandler();
        handler.SslOptions.CertificateChainPolicy = new X509ChainPolicy
        {
            TrustMode = X509ChainTrustMode.CustomRootTrust,
            RevocationMode = X509RevocationMode.NoCheck,
        };
        handler.SslOptions.CertificateChainPolicy.CustomTrustStore.ImportFromPemFile(Certificate);
        return new HttpClient(handler)
        {
            BaseAddress = new Uri($"https://127.0.0.1:{service.Client.BaseAddress!.Port}"),
        };
    }

    private sealed class Clock : TimeProvider
    {
        public long Ticks { get; set; }

        public override long TimestampFrequency => TimeSpan.TicksPerSecond;

        public override long GetTimestamp() => Ticks;
    }
}
