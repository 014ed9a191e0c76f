using System.Runtime.InteropServices;

namespace Dedupe.Sources;

/// <summary>Packs bytes to one Zstandard frame.</summary>
internal sealed class ZstdWriter : IDisposable
{
    // ZSTD_e_continue and ZSTD_e_end of zstd.h.
    private const int Continue = 0;
    private const int End = 2;

    private readonly Stream inner;
    private readonly ZstdApi api;
    private readonly ZstdEncoder encoder;
    // Pinned, because zstd keeps no managed references.
    private readonly byte[] plain = GC.AllocateUninitializedArray<byte>(1 << 17, pinned: true);
    private readonly byte[] packed = GC.AllocateUninitializedArray<byte>(1 << 17, pinned: true);
    private int held;

    /// <summary>Makes a writer; the stream stays open.</summary>
    public ZstdWriter(Stream inner, ZstdApi api)
    {
        this.inner = inner;
        this.api = api;
        encoder = new ZstdEncoder(api);
    }

    /// <summary>Packs some bytes.</summary>
    /// <exception cref="IOException">The stream cannot be written.</exception>
    public void Write(ReadOnlySpan<byte> bytes)
    {
        while (!bytes.IsEmpty)
        {
            int count = Math.Min(bytes.Length, plain.Length - held);
            bytes[..count].CopyTo(plain.AsSpan(held));
            bytes = bytes[count..];
            held += count;
            if (held == plain.Length)
                Pack(Continue);
        }
    }

    /// <summary>Ends the frame.</summary>
    public void Finish() => Pack(End);

    private void Pack(int operation)
    {
        var input = new ZstdBuffer { Data = Marshal.UnsafeAddrOfPinnedArrayElement(plain, 0), Size = (nuint)held };
        nuint left;
        do
        {
            var output =
                new ZstdBuffer
                {
                    Data = Marshal.UnsafeAddrOfPinnedArrayElement(packed, 0),
                    Size = (nuint)packed.Length
                };
            left = encoder.Compress(ref output, ref input, operation);
            if (api.ErrorOf(left) != 0)
                throw new IOException($"Zstandard: {api.Describe(left)}.");
            inner.Write(packed, 0, (int)output.Position);
        }
        while (operation == End ? left != 0 : input.Position < input.Size);
        held = 0;
    }

    /// <inheritdoc/>
    public void Dispose() => encoder.Dispose();
}
