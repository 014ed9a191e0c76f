using System.Buffers.Binary;
using System.IO.Hashing;

namespace Dedupe.Sources;

/// <summary>The header of a gzip member (RFC 1952, 2.3): checked and passed over.</summary>
internal static class GzipHeader
{
    private const int FixedBytes = 10;
    private const int HeaderChecksum = 2;
    private const int Extra = 4;
    private const int Name = 8;
    private const int Comment = 16;
    private const int Reserved = 0xE0;

    /// <summary>Passes over one header.</summary>
    /// <exception cref="InputException">It is cut off, or no gzip header.</exception>
    public static async ValueTask SkipAsync(BufferedInput input, CancellationToken cancellationToken)
    {
        var checksum = new Crc32();
        await input.EnsureAsync(FixedBytes, cancellationToken);
        CheckMagic(input);
        if (input.Available.Length < FixedBytes)
            throw Truncated(input);
        int flags = input.Available[3];
        if (input.Available[2] != 8 || (flags & Reserved) != 0)
            throw Corrupt(input, "an unknown method or flag");
        Consume(input, FixedBytes, checksum);

        if ((flags & Extra) != 0)
        {
            await RequireAsync(input, 2, cancellationToken);
            int left = BinaryPrimitives.ReadUInt16LittleEndian(input.Available);
            Consume(input, 2, checksum);
            await RequireAsync(input, left, cancellationToken);
            Consume(input, left, checksum);
        }

        if ((flags & Name) != 0)
            await SkipStringAsync(input, checksum, cancellationToken);
        if ((flags & Comment) != 0)
            await SkipStringAsync(input, checksum, cancellationToken);
        if ((flags & HeaderChecksum) != 0)
        {
            await RequireAsync(input, 2, cancellationToken);
            if (BinaryPrimitives.ReadUInt16LittleEndian(input.Available) != (ushort)checksum.GetCurrentHashAsUInt32())
                throw Corrupt(input, "a wrong header checksum");
            input.Skip(2);
        }
    }

    private static void CheckMagic(BufferedInput input)
    {
        var start = input.Available;
        if (start.Length > 0 && start[0] != 0x1F || start.Length > 1 && start[1] != 0x8B)
            throw Corrupt(
                input, input.Position == 0 ? "no gzip data" : "no gzip header where a member or the end should be");
    }

    private static async ValueTask SkipStringAsync(
        BufferedInput input, Crc32 checksum, CancellationToken cancellationToken)
    {
        while (true)
        {
            await RequireAsync(input, 1, cancellationToken);
            int end = input.Available.IndexOf((byte)0);
            Consume(input, end < 0 ? input.Available.Length : end + 1, checksum);
            if (end >= 0)
                return;
        }
    }

    private static async ValueTask RequireAsync(BufferedInput input, int count, CancellationToken cancellationToken)
    {
        await input.EnsureAsync(count, cancellationToken);
        if (input.Available.Length < count)
            throw Truncated(input);
    }

    private static void Consume(BufferedInput input, int count, Crc32 checksum)
    {
        checksum.Append(input.Available[..count]);
        input.Skip(count);
    }

    private static InputException Truncated(BufferedInput input) =>
        new(RejectionReason.Truncated,
            $"The gzip data ends in the middle of a header, at byte {input.Position + input.Available.Length}.");

    private static InputException Corrupt(BufferedInput input, string what) =>
        new(RejectionReason.Corrupt, $"gzip: {what}, at byte {input.Position} of the packed file.");
}
