using Dedupe.Tests.Sources;
using Xunit;

namespace Dedupe.Service.Tests.Stores;

public sealed class KilledWriterTests(PostgresServer server)
{
    [Fact]
    public void AFileOfSqliteHasWhatWasAcknowledged()
    {
        using var folder = new TempFolder();
        KilledWriters.Run($"{folder.Root}/live.db");
    }

    [Fact]
    public void PostgresHasWhatWasAcknowledged() => KilledWriters.Run(server.NewSchema());
}
