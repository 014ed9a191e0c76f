using System.Buffers.Binary;
using System.IO.Hashing;

namespace Dedupe.Sources;

/// <summary>
/// Unpacks gzip (RFC 1952), member after member, and accounts for every byte: a cut anywhere is <c>truncated</c>; a
/// damage, a wrong checksum or length, and anything but zeros behind the last member is <c>corrupt</c>. What was
/// unpacked before is handed out first; only a wrong checksum comes after the member's own bytes.
/// </summary>
/// <param name="inner">The packed bytes.</param>
/// <param name="position">Where in the packed file they begin.</param>
/// <param name="byMany">See <see cref="SourceEnvironment.InflatesByMany"/>.</param>
internal sealed class GzipReader(ByteReader inner, long position = 0, bool byMany = true) : ByteReader
{
    private const int TrailerBytes = 8;

    private readonly BufferedInput input = new(inner, position: position);
    private readonly Inflater inflater = new(byMany);
    private readonly Crc32 checksum = new();
    private ReadOnlyMemory<byte> output;
    private InflateStatus status = InflateStatus.Done;
    private uint length;
    private int members;
    private long handedOut;

    /// <summary>The byte of the packed file at which the member at work begins, or the one that should begin.</summary>
    public long MemberStart { get; private set; } = position;

    /// <summary>Unpacked bytes handed out before that member: all of them are checked.</summary>
    public long MemberFrom { get; private set; }

    /// <inheritdoc/>
    public override async ValueTask<int> ReadAsync(Memory<byte> destination, CancellationToken cancellationToken)
    {
        while (output.IsEmpty)
        {
            if (status == InflateStatus.More)
                await UnpackAsync(cancellationToken);
            else if (!await NextMemberAsync(cancellationToken))
                return 0;
        }

        int count = Math.Min(output.Length, destination.Length);
        output[..count].CopyTo(destination);
        output = output[count..];
        handedOut += count;
        return count;
    }

    private async ValueTask UnpackAsync(CancellationToken cancellationToken)
    {
        await input.EnsureAsync(Inflater.Lookahead, cancellationToken);
        status = inflater.Inflate(input.Available, input.Ended, out int used);
        input.Skip(used);
        output = inflater.Output;
        checksum.Append(output.Span);
        length += (uint)output.Length;
    }

    // Ends the member at work, if any, and starts the next; false at the end of the file.
    private async ValueTask<bool> NextMemberAsync(CancellationToken cancellationToken)
    {
        if (status == InflateStatus.Truncated)
            throw Truncated();
        if (status == InflateStatus.Corrupt)
            throw Corrupt("the packed data is damaged");
        if (members > 0)
        {
            await CheckTrailerAsync(cancellationToken);
            (MemberStart, MemberFrom) = (input.Position, handedOut);
            if (await IsEndAsync(cancellationToken))
                return false;
        }

        await GzipHeader.SkipAsync(input, cancellationToken);
        members++;
        inflater.Reset();
        checksum.Reset();
        length = 0;
        status = InflateStatus.More;
        return true;
    }

    private async ValueTask CheckTrailerAsync(CancellationToken cancellationToken)
    {
        await input.EnsureAsync(TrailerBytes, cancellationToken);
        if (input.Available.Length < TrailerBytes)
            throw Truncated();
        if (BinaryPrimitives.ReadUInt32LittleEndian(input.Available) != checksum.GetCurrentHashAsUInt32())
            throw Corrupt($"the checksum of member {members} is wrong");
        if (BinaryPrimitives.ReadUInt32LittleEndian(input.Available[4..]) != length)
            throw Corrupt($"the length of member {members} is wrong");
        input.Skip(TrailerBytes);
    }

    // Some writers fill the last block of a tape or disk with zeros.
    private async ValueTask<bool> IsEndAsync(CancellationToken cancellationToken)
    {
        bool padded = false;
        while (true)
        {
            await input.EnsureAsync(1, cancellationToken);
            if (input.Available.IsEmpty)
                return true;
            int zeros = input.Available.IndexOfAnyExcept((byte)0);
            if (zeros == 0 && !padded)
                return false;
            if (zeros >= 0)
            {
                input.Skip(zeros);
                throw Corrupt("something follows the last member");
            }

            padded = true;
            input.Skip(input.Available.Length);
        }
    }

    private InputException Truncated() =>
        new(RejectionReason.Truncated,
            $"The gzip data ends in the middle of member {members}, at byte {input.Position}.");

    private InputException Corrupt(string what) =>
        new(RejectionReason.Corrupt, $"gzip: {what}, near byte {input.Position} of the packed file.");

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        inflater.Dispose();
        input.Dispose();
    }
}
