using Dedupe.Sources;

namespace Dedupe.Formats.Archives;

/// <summary>
/// How much may come out of an archive: all members together 250 times its own bytes, and 64 MiB in any case. Text is
/// packed ten times smaller; what is packed more is made to fill disks.
/// </summary>
/// <param name="packed">The bytes of the archive; null when they are not known, and then there is no bound.</param>
internal sealed class ArchiveBudget(long? packed)
{
    private const int MostGrowth = 250;
    private const long FreeBytes = 64L << 20;

    private long spent;

    /// <summary>Whether all is spent.</summary>
    public bool IsSpent => packed is { } bytes && spent > FreeBytes && spent / MostGrowth > bytes;

    /// <summary>Takes note of bytes that came out.</summary>
    /// <exception cref="InputException">They are more than a text would become.</exception>
    public void Spend(int bytes)
    {
        spent += bytes;
        if (IsSpent)
            throw new InputException(
                RejectionReason.Oversized,
                $"The archive becomes more than {MostGrowth} times larger: this is no text.");
    }
}
