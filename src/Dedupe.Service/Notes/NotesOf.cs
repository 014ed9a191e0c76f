using Dedupe.Service.Stores;

namespace Dedupe.Service.Notes;

/// <summary>Where the small things beside a store are kept.</summary>
internal static class NotesOf
{
    /// <summary>Those of a store.</summary>
    /// <param name="data">What names the store; see <see cref="LiveStores.Open"/>.</param>
    public static INotes Data(string data) => PostgresAddress.Is(data)
        ? new PostgresNotes(PostgresAddress.Read(data))
        : new FileNotes(data);
}
