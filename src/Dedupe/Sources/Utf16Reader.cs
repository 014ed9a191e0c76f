using System.Buffers;
using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Text.Unicode;

namespace Dedupe.Sources;

/// <summary>Turns UTF-16 (after its byte-order mark) to UTF-8, strictly: a lone surrogate or half a unit at the end is an error.</summary>
internal sealed class Utf16Reader(BufferedInput input, bool bigEndian) : ByteReader
{
    private readonly char[] units = new char[1 << 12];
    private readonly byte[] encoded = new byte[3 << 12];
    private int start;
    private int end;

    /// <inheritdoc/>
    public override async ValueTask<int> ReadAsync(Memory<byte> destination, CancellationToken cancellationToken)
    {
        if (start == end)
        {
            // Two units, so that a pair is never cut but by the end.
            await input.EnsureAsync(2 * sizeof(char), cancellationToken);
            if (input.Available.IsEmpty)
                return 0;
            Encode();
        }

        int count = Math.Min(destination.Length, end - start);
        encoded.AsMemory(start, count).CopyTo(destination);
        start += count;
        return count;
    }

    private void Encode()
    {
        var bytes = input.Available;
        if (bytes.Length == 1)
            throw Bad("half a UTF-16 unit at the end");
        int count = Math.Min(units.Length, bytes.Length / sizeof(char));
        bytes[..(count * sizeof(char))].CopyTo(MemoryMarshal.AsBytes(units.AsSpan()));
        if (bigEndian == BitConverter.IsLittleEndian)
        {
            var numbers = MemoryMarshal.Cast<char, ushort>(units.AsSpan(0, count));
            BinaryPrimitives.ReverseEndianness(numbers, numbers);
        }

        var status = Utf8.FromUtf16(units.AsSpan(0, count), encoded, out int read, out end, replaceInvalidSequences: false, isFinalBlock: false);
        start = 0;
        input.Skip(read * sizeof(char));
        // What was good before it is handed out first; then it stands at the front, alone.
        if (read == 0)
            throw Bad(status == OperationStatus.NeedMoreData ? "half a surrogate pair at the end" : "a lone surrogate");
    }

    private InputException Bad(string what) => new(RejectionReason.BadEncoding, $"The UTF-16 text has {what}, at byte {input.Position}.");

    /// <inheritdoc/>
    protected override void Dispose(bool disposing) => input.Dispose();
}
