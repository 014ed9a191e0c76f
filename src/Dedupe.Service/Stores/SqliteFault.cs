using Dedupe.Live;
using Microsoft.Data.Sqlite;

namespace Dedupe.Service.Stores;

/// <summary>What errors of SQLite mean. Its codes: https://sqlite.org/rescode.html.</summary>
internal static class SqliteFault
{
    private const int Permission = 3, Busy = 5, Locked = 6, ReadOnly = 8, Io = 10, Corrupt = 11, Full = 13,
        CannotOpen = 14, Authorization = 23, NotADatabase = 26;

    // Less room than this is none: files of SQLite grow by pages.
    private const long LeastRoom = 1 << 20;

    /// <summary>Whether it waits for somebody else, which passes.</summary>
    public static bool IsBusy(Exception? error) =>
        error is SqliteException { SqliteErrorCode: Busy or Locked }
        || (error is LiveStoreException { InnerException: { } inner } && IsBusy(inner));

    /// <summary>An error as a fault of the store in a file.</summary>
    public static LiveStoreException Of(Exception error, string path)
    {
        var code = (error as SqliteException)?.SqliteErrorCode ?? 0;
        return code switch
        {
            Full => NoRoom(path, error),
            Io when !HasRoom(path) => NoRoom(path, error),
            Corrupt => new LiveStoreException(
                $"The database {path} is damaged: {error.Message}", LiveStoreFault.Unusable, error),
            NotADatabase => new LiveStoreException(
                $"{path} is no database of SQLite, or its beginning is damaged.", LiveStoreFault.Unusable, error),
            ReadOnly or Permission or Authorization => new LiveStoreException(
                $"The database {path} cannot be written: {error.Message}", LiveStoreFault.Unusable, error),
            CannotOpen => new LiveStoreException(
                $"The database {path} cannot be opened: {error.Message}", LiveStoreFault.Unavailable, error),
            Busy or Locked => new LiveStoreException(
                $"The database {path} is being written by somebody else, and was not free in time.",
                LiveStoreFault.Unavailable, error),
            _ => new LiveStoreException(
                $"The database {path} cannot be used: {error.Message}", LiveStoreFault.Unavailable, error),
        };
    }

    private static LiveStoreException NoRoom(string path, Exception error) =>
        new($"There is no room for the database {path}.", LiveStoreFault.Full, error);

    private static bool HasRoom(string path)
    {
        try
        {
            return new DriveInfo(Path.GetDirectoryName(Path.GetFullPath(path)) ?? "/").AvailableFreeSpace >= LeastRoom;
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or ArgumentException)
        {
            return true;
        }
    }
}
