using System.Buffers.Binary;
using System.Security.Cryptography;

namespace Dedupe.Service.Stores;

/// <summary>
/// The number under which a database finds the versions of an item. Forty bits come from its id and twenty-four from
/// its source, so one index finds a source's item, and the items of all sources that share an id. Different items may
/// have one number: who looks compares the names too.
/// </summary>
internal static class ItemKey
{
    private const int SourceBits = 24;
    private const long SourceMask = (1L << SourceBits) - 1;

    /// <summary>The number of an item.</summary>
    public static long Of(ReadOnlySpan<byte> source, ReadOnlySpan<byte> id) =>
        (Hash(id) & ~SourceMask) | (Hash(source) & SourceMask);

    /// <summary>The lowest and the highest number of the items that have an id.</summary>
    public static (long First, long Last) OfId(ReadOnlySpan<byte> id) =>
        (Hash(id) & ~SourceMask, Hash(id) | SourceMask);

    // Ids come from outside. One who could choose many with one number would make every look slow.
    private static long Hash(ReadOnlySpan<byte> name)
    {
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(name, hash);
        return BinaryPrimitives.ReadInt64LittleEndian(hash);
    }
}
