using System.Net.Security;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Dedupe.Service.Http;

/// <summary>
/// A certificate and its key in files, read anew when they change: who renews it need not stop the service. Safe from
/// any thread.
/// </summary>
internal sealed class CertificateFiles
{
    private static readonly TimeSpan Look = TimeSpan.FromMinutes(1);

    private readonly string certificate;
    private readonly string key;
    private readonly TimeProvider clock;
    private readonly Lock reading = new();
    private (DateTime, DateTime) written;
    private SslStreamCertificateContext context;
    private long looked;

    /// <summary>Reads them.</summary>
    /// <exception cref="IOException">A file cannot be read.</exception>
    /// <exception cref="InvalidDataException">They are no certificate with its key in PEM.</exception>
    public CertificateFiles(string certificate, string key, TimeProvider clock)
    {
        (this.certificate, this.key, this.clock) = (certificate, key, clock);
        written = Written();
        context = Read();
        looked = clock.GetTimestamp();
    }

    /// <summary>The certificate as it is now; where the files make no sense now, the one before.</summary>
    public SslStreamCertificateContext Current
    {
        get
        {
            lock (reading)
            {
                if (clock.GetElapsedTime(looked) < Look)
                    return context;
                looked = clock.GetTimestamp();
                try
                {
                    if (Written() is var now && now != written)
                        (context, written) = (Read(), now);
                }
                catch (Exception fault) when (fault is IOException or UnauthorizedAccessException
                    or InvalidDataException)
                {
                    // It is being written: the next look finds it whole.
                }

                return context;
            }
        }
    }

    private (DateTime, DateTime) Written() => (File.GetLastWriteTimeUtc(certificate), File.GetLastWriteTimeUtc(key));

    private SslStreamCertificateContext Read()
    {
        try
        {
            var own = X509Certificate2.CreateFromPemFile(certificate, key);
            var chain = new X509Certificate2Collection();
            chain.ImportFromPemFile(certificate);
            return SslStreamCertificateContext.Create(own, chain, offline: true);
        }
        catch (CryptographicException fault)
        {
            throw new InvalidDataException(
                $"{certificate} and {key} are no certificate with its key in PEM: {fault.Message}", fault);
        }
    }
}
