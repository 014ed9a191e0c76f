using System.Net.Sockets;
using Dedupe.Live;
using Npgsql;

namespace Dedupe.Service.Stores;

/// <summary>What errors of PostgreSQL mean.</summary>
internal static class PostgresFault
{
    /// <summary>Whether it passes by itself: two waited for each other, the connection was lost, the server begins
    /// anew, or another one takes over.</summary>
    public static bool Passes(Exception? error) => error switch
    {
        LiveStoreException told => Passes(told.InnerException),
        PostgresException { SqlState: PostgresErrorCodes.DiskFull or PostgresErrorCodes.LockNotAvailable } => false,
        // A standby, until it takes over.
        PostgresException { SqlState: PostgresErrorCodes.ReadOnlySqlTransaction } => true,
        PostgresException known => known.IsTransient
            || known.SqlState.StartsWith("57P0", StringComparison.Ordinal)
            || known.SqlState.StartsWith("08", StringComparison.Ordinal),
        NpgsqlException lost => lost.IsTransient || lost.InnerException is IOException or SocketException,
        IOException or SocketException or TimeoutException => true,
        _ => false,
    };

    /// <summary>An error as a fault of the store.</summary>
    /// <param name="error">What was thrown.</param>
    /// <param name="name">The database, without a password.</param>
    public static LiveStoreException Of(Exception error, string name)
    {
        var state = (error as PostgresException)?.SqlState ?? "";
        return state switch
        {
            PostgresErrorCodes.DiskFull => new LiveStoreException(
                $"There is no room for the database {name}.", LiveStoreFault.Full, error),
            PostgresErrorCodes.IoError when error.Message.Contains("No space left", StringComparison.Ordinal) =>
                new LiveStoreException($"There is no room for the database {name}.", LiveStoreFault.Full, error),
            PostgresErrorCodes.DataCorrupted or PostgresErrorCodes.IndexCorrupted => new LiveStoreException(
                $"The database {name} is damaged: {error.Message}", LiveStoreFault.Unusable, error),
            PostgresErrorCodes.InsufficientPrivilege => new LiveStoreException(
                $"The database {name} does not allow it: {error.Message}", LiveStoreFault.Unusable, error),
            PostgresErrorCodes.LockNotAvailable => new LiveStoreException(
                $"The database {name} is being written by somebody else, and was not free in time.",
                LiveStoreFault.Unavailable, error),
            _ => new LiveStoreException(
                $"The database {name} cannot be used: {error.Message}", LiveStoreFault.Unavailable, error),
        };
    }
}
