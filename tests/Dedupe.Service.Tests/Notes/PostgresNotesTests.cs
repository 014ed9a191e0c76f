using Dedupe.Service.Notes;
using Dedupe.Service.Stores;
using Dedupe.Service.Tests.Stores;
using Xunit;

namespace Dedupe.Service.Tests.Notes;

public sealed class PostgresNotesTests(PostgresServer server) : NotesTests
{
    private readonly string address = server.NewSchema();

    [Fact]
    public void A_store_and_its_notes_are_made_in_either_order()
    {
        Open().Change("keys", static _ => "one"u8.ToArray());
        using (var store = LiveStores.Open(address))
            Assert.Equal(0, store.Count().LastArticle);
        Assert.NotNull(Open().Read("keys"));
    }

    private protected override INotes Open() => NotesOf.Data(address);
}
