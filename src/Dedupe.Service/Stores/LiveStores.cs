using Dedupe.Live;

namespace Dedupe.Service.Stores;

/// <summary>Opens the store that a text names.</summary>
internal static class LiveStores
{
    /// <summary>Opens a store, and makes it when there is none.</summary>
    /// <param name="data">An address of PostgreSQL (<c>Host=…</c>, <c>postgresql://…</c>); anything else is a file of
    /// SQLite.</param>
    /// <exception cref="LiveStoreException">The address cannot be read; or the store cannot be opened, is damaged, or
    /// is none of this version or an earlier one.</exception>
    public static DatabaseStore Open(string data)
    {
        if (!PostgresAddress.Is(data))
            return SqliteStore.Open(data);
        try
        {
            return PostgresStore.Open(PostgresAddress.Read(data));
        }
        catch (FormatException error)
        {
            throw new LiveStoreException(error.Message, LiveStoreFault.Unusable, error);
        }
    }
}
