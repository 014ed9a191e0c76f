using System.Globalization;
using System.IO.Hashing;

namespace Dedupe.Storage;

/// <summary>Tells whether a file is still what it was.</summary>
internal static class FileChecksum
{
    /// <summary>XXH3 of a file, hexadecimal. Cost: it is read once.</summary>
    /// <exception cref="IOException">It cannot be read.</exception>
    public static string Of(string path)
    {
        using var stream =
            new FileStream(
                path, FileMode.Open, FileAccess.Read, FileShare.Read, bufferSize: 0, FileOptions.SequentialScan);
        var hash = new XxHash3();
        hash.Append(stream);
        return hash.GetCurrentHashAsUInt64().ToString("x16", CultureInfo.InvariantCulture);
    }
}
