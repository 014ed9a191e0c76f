namespace Dedupe.Sources;

/// <summary>
/// Unpacks gzip whose members are records of their own: a damage costs the member it is in. It is told as an
/// <see cref="InputException"/> that says how much before it is checked, and the next read goes on with the next
/// member. That one is looked for from the start of the damaged one, because damaged data may be unpacked far past its
/// end before it makes no sense.
/// </summary>
/// <param name="inner">The packed bytes.</param>
/// <param name="byMany">See <see cref="SourceEnvironment.InflatesByMany"/>.</param>
internal sealed class ResumingGzipReader(ByteReader inner, bool byMany = true) : ByteReader
{
    private const int HeaderStart = 4;

    // Going back costs time. Crafted bytes could ask for it at every turn, so in all it is bounded by the bytes there
    // are; honest damage, in every member even, stays below.
    private const int MostReplays = 64;

    private readonly ReplayReader packed = new(inner);
    private GzipReader? member;
    private long checkedBefore; // handed out before the reader at work began
    private long handedOut;
    private long replayed;
    private bool ended;

    /// <inheritdoc/>
    public override async ValueTask<int> ReadAsync(Memory<byte> destination, CancellationToken cancellationToken)
    {
        if (ended)
            return 0;
        member ??= new GzipReader(packed, byMany: byMany);
        try
        {
            int read = await member.ReadAsync(destination, cancellationToken);
            packed.Forget(member.MemberStart);
            handedOut += read;
            ended = read == 0;
            return read;
        }
        catch (InputException fault)
        {
            long checkedUpTo = checkedBefore + member.MemberFrom;
            checkedBefore = handedOut;
            ended = !await FindMemberAsync(member.MemberStart + 1, cancellationToken);
            member.Dispose();
            member = new GzipReader(packed, packed.Position, byMany);
            throw new InputException(fault.Reason, fault.Message) { CheckedUpTo = checkedUpTo, GoesOn = true };
        }
    }

    // Goes to the next place that looks like the start of a member; false when there is none.
    private async ValueTask<bool> FindMemberAsync(long from, CancellationToken cancellationToken)
    {
        replayed += packed.Position - from;
        if (replayed <= (MostReplays * packed.Position) + ReplayReader.MostKept)
            packed.GoBack(from);
        var window = new byte[1 << 14];
        int held = 0;
        while (true)
        {
            int read = await packed.ReadAsync(window.AsMemory(held), cancellationToken);
            if (read == 0)
                return false;
            held += read;
            int found = IndexOfHeader(window.AsSpan(0, held));
            if (found >= 0)
            {
                packed.GoBack(packed.Position - held + found);
                return true;
            }

            int keep = Math.Min(held, HeaderStart - 1);
            window.AsSpan(held - keep, keep).CopyTo(window);
            held = keep;
        }
    }

    private static int IndexOfHeader(ReadOnlySpan<byte> bytes)
    {
        for (int at = 0; ;)
        {
            int next = bytes[at..].IndexOf((ReadOnlySpan<byte>)[0x1F, 0x8B, 0x08]);
            if (next < 0 || at + next + HeaderStart > bytes.Length)
                return -1;
            at += next;
            // The upper three flags are not in use.
            if (bytes[at + HeaderStart - 1] < 0x20)
                return at;
            at++;
        }
    }

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        member?.Dispose();
        inner.Dispose();
    }
}
