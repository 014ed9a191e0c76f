using Dedupe.Live;
using Dedupe.Service.Stores;

namespace Dedupe.Service.Tests.Stores;

public sealed class PostgresStoreTests(PostgresServer server) : DatabaseStoreTests
{
    private readonly string address = server.NewSchema();

    private protected override ILiveStore OpenOnce() => LiveStores.Open(address);
}
