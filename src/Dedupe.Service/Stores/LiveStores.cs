using Dedupe.Live;

namespace Dedupe.Service.Stores;

/// <summary>Opens the store that a text names.</summary>
internal static class LiveStores
{
    /// <summary>Opens a store, and makes it when there is none.</summary>
    /// <param name="data">An address of PostgreSQL (<c>Host=…</c>, <c>postgresql://…</c>); anything else is a file of
    /// SQLite.</param>
    /// <exception cref="FormatException">The address of PostgreSQL cannot be read.</exception>
    /// <exception cref="LiveStoreException">It cannot be opened, is damaged, or no store of this version or an earlier
    /// one.</exception>
    public static ILiveStore Open(string data) => PostgresAddress.Is(data)
        ? PostgresStore.Open(PostgresAddress.Read(data))
        : SqliteStore.Open(data);
}
