using System.Runtime.InteropServices;
using Dedupe.Sources;

namespace Dedupe.Formats.Shared.Parquet;

/// <summary>Pages packed with Zstandard: whole frames, of which the unpacked size is known.</summary>
internal static class ZstdPages
{
    private const int End = 2;

    [ThreadStatic]
    private static ZstdDecoder? decoder;

    /// <summary>Unpacks; tells how many bytes there are, or -1 when they are damaged or more than there is room
    /// for.</summary>
    public static int Unpack(byte[] packed, int start, int length, byte[] output, int at, int size)
    {
        var from = GCHandle.Alloc(packed, GCHandleType.Pinned);
        var to = GCHandle.Alloc(output, GCHandleType.Pinned);
        try
        {
            var input = new ZstdBuffer { Data = from.AddrOfPinnedObject() + start, Size = (nuint)length };
            var room = new ZstdBuffer { Data = to.AddrOfPinnedObject() + at, Size = (nuint)size };
            decoder ??= new ZstdDecoder(ZstdApi.Best);
            nuint result = 0;
            while (input.Position < input.Size)
            {
                var (read, written) = (input.Position, room.Position);
                result = decoder.Decompress(ref room, ref input);
                if (ZstdApi.Best.ErrorOf(result) != 0 || (read == input.Position && written == room.Position))
                {
                    result = 1;
                    break;
                }
            }

            if (result == 0)
                return (int)room.Position;
            // What is in the middle of a frame is of no use to the next page.
            decoder.Dispose();
            decoder = null;
            return -1;
        }
        finally
        {
            from.Free();
            to.Free();
        }
    }

    /// <summary>Packs.</summary>
    public static byte[] Pack(ReadOnlySpan<byte> page)
    {
        var packed = new MemoryStream();
        using (var writer = new ZstdWriter(packed, ZstdApi.Best))
        {
            writer.Write(page);
            writer.Finish();
        }

        return packed.ToArray();
    }
}
