using System.Runtime.InteropServices;

namespace Dedupe.Sources;

/// <summary>Unpacks Zstandard, frame after frame; a cut or a damage in any of them is told.</summary>
internal sealed class ZstdReader : ByteReader
{
    // ZSTD_error_frameParameter_windowTooLarge and ZSTD_error_memory_allocation of zstd_errors.h, fixed since 1.3.1.
    private const int WindowTooLarge = 16;
    private const int NoMemory = 64;

    private readonly ByteReader inner;
    private readonly ZstdApi api;
    private readonly ZstdDecoder decoder;
    // Pinned, because zstd keeps no managed references; their own arrays, because pooled ones cannot be pinned
    // for long.
    private readonly byte[] packed = GC.AllocateUninitializedArray<byte>(1 << 17, pinned: true);
    private readonly byte[] plain = GC.AllocateUninitializedArray<byte>(1 << 17, pinned: true);
    private ZstdBuffer input;
    private ZstdBuffer output;
    private int taken;
    private bool ended;
    private bool frameDone;
    private long position;
    private long handedOut;
    private long frameFrom; // handed out before the frame at work

    /// <summary>Makes a reader over packed bytes.</summary>
    public ZstdReader(ByteReader inner, ZstdApi api)
    {
        this.inner = inner;
        this.api = api;
        decoder = new ZstdDecoder(api);
        input.Data = Marshal.UnsafeAddrOfPinnedArrayElement(packed, 0);
        output.Data = Marshal.UnsafeAddrOfPinnedArrayElement(plain, 0);
        output.Size = (nuint)plain.Length;
    }

    /// <inheritdoc/>
    public override async ValueTask<int> ReadAsync(Memory<byte> destination, CancellationToken cancellationToken)
    {
        while (taken == (int)output.Position)
        {
            if (input.Position == input.Size && !ended)
            {
                position += (long)input.Size;
                int read = await inner.ReadAsync(packed, cancellationToken);
                input.Size = (nuint)read;
                input.Position = 0;
                ended = read == 0;
            }

            if (!Decode())
                return 0;
        }

        int count = Math.Min(destination.Length, (int)output.Position - taken);
        plain.AsMemory(taken, count).CopyTo(destination);
        taken += count;
        handedOut += count;
        return count;
    }

    // False at the end of the last frame.
    private bool Decode()
    {
        if (ended && frameDone)
            return false;
        if (frameDone)
            frameFrom = handedOut;
        output.Position = 0;
        taken = 0;
        nuint result = decoder.Decompress(ref output, ref input);
        if (api.ErrorOf(result) is var error and not 0)
        {
            var reason = error is WindowTooLarge or NoMemory
                ? RejectionReason.Unsupported
                : RejectionReason.Corrupt;
            throw new InputException(
                reason,
                $"Zstandard: {api.Describe(result)}, near byte {position + (long)input.Position} of the " +
                $"packed file.")
            {
                CheckedUpTo = frameFrom,
            };
        }

        frameDone = result == 0;
        if (ended && !frameDone && output.Position == 0)
            throw new InputException(
                RejectionReason.Truncated,
                $"The Zstandard data ends in the middle of a frame, at byte {position}.")
            { CheckedUpTo = frameFrom };
        return true;
    }

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        decoder.Dispose();
        inner.Dispose();
    }
}
