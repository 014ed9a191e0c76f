using System.Collections.Frozen;

namespace Dedupe.Sources;

/// <summary>
/// Which failures pass by themselves. .NET puts the system's own error number in <see cref="Exception.HResult"/> of a
/// plain
/// <see cref="IOException"/> (on Windows as 0x8007nnnn); missing files, refused access and bad names are other types
/// and never transient.
/// </summary>
internal static class TransientFault
{
    // EINTR EIO EAGAIN EBUSY ENOLINK ENETDOWN ENETUNREACH ENETRESET ECONNABORTED ECONNRESET ENOTCONN ETIMEDOUT
    // EHOSTDOWN EHOSTUNREACH ESTALE EREMOTEIO
    private static readonly FrozenSet<int> Linux =
        new[] { 4, 5, 11, 16, 67, 100, 101, 102, 103, 104, 107, 110, 112, 113, 116, 121 }.ToFrozenSet();

    // The same without EREMOTEIO: EINTR EIO EBUSY EAGAIN ENETDOWN ENETUNREACH ENETRESET ECONNABORTED ECONNRESET
    // ENOTCONN ETIMEDOUT EHOSTDOWN EHOSTUNREACH ESTALE ENOLINK
    private static readonly FrozenSet<int> Bsd =
        new[] { 4, 5, 16, 35, 50, 51, 52, 53, 54, 57, 60, 64, 65, 70, 97 }.ToFrozenSet();

    // SHARING_VIOLATION LOCK_VIOLATION NETWORK_BUSY DEV_NOT_EXIST BAD_NET_RESP UNEXP_NET_ERR NETNAME_DELETED
    // SEM_TIMEOUT BUSY IO_DEVICE CONNECTION_ABORTED NETWORK_UNREACHABLE HOST_UNREACHABLE
    private static readonly FrozenSet<int> Windows =
        new[] { 32, 33, 54, 55, 58, 59, 64, 121, 170, 1117, 1236, 1231, 1232 }.ToFrozenSet();

    private static readonly FrozenSet<int> Here =
        OperatingSystem.IsWindows() ? Windows : OperatingSystem.IsLinux() ? Linux : Bsd;

    /// <summary>True when trying again may help.</summary>
    public static bool Is(Exception? exception) =>
        exception is IOException && exception.GetType() == typeof(IOException)
        && Here.Contains(OperatingSystem.IsWindows() ? exception.HResult & 0xFFFF : exception.HResult);
}
