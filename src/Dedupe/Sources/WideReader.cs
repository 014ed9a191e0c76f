namespace Dedupe.Sources;

/// <summary>
/// Turns UTF-16 and UTF-32 to UTF-8, strictly: half of a surrogate pair, a number that is no character and half a unit
/// at the end are errors. They end a text. In a file of records they cost the record that they stand in: it gets bytes
/// that are no UTF-8.
/// </summary>
/// <param name="input">The file behind its byte-order mark.</param>
/// <param name="codePage">See <see cref="ByteOrder"/>.</param>
/// <param name="goesOn">Whether reading goes on behind an error.</param>
internal sealed class WideReader(BufferedInput input, int codePage, bool goesOn) : ByteReader
{
    private const int BlockUnits = 1 << 12;
    private const int MostBytesOfCharacter = 4;

    private readonly WideUnits wide = new(codePage);
    private readonly byte[] encoded = new byte[BlockUnits * MostBytesOfCharacter];
    private int start;
    private int end;

    /// <inheritdoc/>
    public override async ValueTask<int> ReadAsync(Memory<byte> destination, CancellationToken cancellationToken)
    {
        if (start == end)
        {
            // A surrogate pair is never cut but by the end.
            await input.EnsureAsync(2 * sizeof(uint), cancellationToken);
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
        start = end = 0;
        var bytes = input.Available;
        int taken = 0;
        for (int units = 0; units < BlockUnits && taken < bytes.Length; units++)
        {
            if (!input.Ended && bytes.Length - taken < 2 * sizeof(uint))
                break;
            var problem = wide.TryTake(bytes[taken..], out var rune, out int length);
            if (problem is null)
            {
                end += rune.EncodeToUtf8(encoded.AsSpan(end));
            }
            else if (goesOn)
            {
                encoded[end++] = WideUnits.Invalid;
            }
            else if (taken > 0)
            {
                // What was good before it is handed out first; then it stands at the front, alone.
                break;
            }
            else
            {
                throw new InputException(
                    RejectionReason.BadEncoding,
                        $"The {(wide.Bytes == 2 ? "UTF-16" : "UTF-32")} text has {problem}, at byte {input.Position}.");
            }

            taken += length;
        }

        input.Skip(taken);
    }

    /// <inheritdoc/>
    protected override void Dispose(bool disposing) => input.Dispose();
}
