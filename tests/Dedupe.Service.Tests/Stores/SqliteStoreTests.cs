using Dedupe.Live;
using Dedupe.Service.Stores;
using Dedupe.Tests.Sources;

namespace Dedupe.Service.Tests.Stores;

public sealed class SqliteStoreTests : DatabaseStoreTests
{
    private readonly TempFolder folder = new();

    private string File => $"{folder.Root}/live.db";

    private protected override ILiveStore OpenOnce() => LiveStores.Open(File);

    protected override void Dispose(bool isDisposing)
    {
        base.Dispose(isDisposing);
        folder.Dispose();
    }
}
