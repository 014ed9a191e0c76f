using Dedupe.Live;

namespace Dedupe.Service.Tests.Stores;

/// <summary>
/// The store in memory. It ends with its process: "opened once more" is the same one here, and what the databases are
/// tested for beside this (killed writers, lost connections, full disks, bytes of files) does not apply.
/// </summary>
public sealed class MemoryStoreTests : LiveStoreTests
{
    private readonly MemoryLiveStore store = new();

    private protected override ILiveStore OpenOnce() => store;
}
