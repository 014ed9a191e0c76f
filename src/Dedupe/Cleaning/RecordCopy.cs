using Microsoft.Win32.SafeHandles;

namespace Dedupe.Cleaning;

/// <summary>
/// Writes a file again without some of its records, on disk and with all that is noted of it, and reads it back: every
/// record that stays is in it, in its order, and nothing else.
/// </summary>
/// <param name="files">Reads files of records.</param>
/// <param name="checks">What is looked at.</param>
/// <param name="cancellationToken">Ends it; nothing is left.</param>
internal sealed class RecordCopy(RecordFiles files, SafetyChecks checks, CancellationToken cancellationToken)
{
    /// <summary>Writes it.</summary>
    /// <param name="file">The file, open and looked at.</param>
    /// <param name="going">The records that go, all of this file.</param>
    /// <param name="folder">The folder for the new file.</param>
    /// <param name="name">Its name there; what is there already goes.</param>
    /// <returns>The new file; null where nothing stays and the format has no files of nothing.</returns>
    /// <exception cref="SkippedException">It cannot be written without losing something.</exception>
    /// <exception cref="IOException">It cannot be written.</exception>
    public WrittenAgain? Write(
        CheckedFile file, IReadOnlyList<PlannedRemoval> going, SafeFileHandle folder, string name)
    {
        Mover.Forget(folder, name);
        try
        {
            return WriteAsync(file, going, folder, name).GetAwaiter().GetResult();
        }
        catch
        {
            Mover.Forget(folder, name);
            throw;
        }
    }

    private async Task<WrittenAgain?> WriteAsync(
        CheckedFile file, IReadOnlyList<PlannedRemoval> going, SafeFileHandle folder, string name)
    {
        var first = going[0].Victim;
        using var sink = new RecordSink(going.Select(static removal => removal.Victim.Record!), checks);
        using var copy = FileCalls.CreateFile(folder, name);
        using var filter = files.Open(file, first.Record!.File, first.Format);
        await filter.StartAsync(cancellationToken);
        if (filter.WhyKeptWhole(cancellationToken) is { } why)
            throw new SkippedException(SkipReason.Changed, why);
        await using (var stream = new FileStream(
            new SafeFileHandle(copy.DangerousGetHandle(), ownsHandle: false), FileAccess.Write, 1 << 16))
            await filter.WriteAsync(sink, stream, cancellationToken);
        if (filter.MetDamage)
            throw new SkippedException(SkipReason.Changed, "Some of it cannot be unpacked, and would be lost.");
        if (!sink.MetAll)
            throw new SkippedException(
                SkipReason.Changed, "A record is not where the plan has it, or has another text: plan again.");
        // Whoever writes to it now has changed it, whatever time was set.
        if (checks.HasFlag(SafetyChecks.VictimIdentity) && FileCalls.Look(file.File).Changed != file.Facts.Changed)
            throw new SkippedException(SkipReason.Changed);
        if (sink.Kept == default && !filter.File.Format.MayBeEmpty)
        {
            FileCalls.Delete(folder, name);
            return null;
        }

        FileCalls.CopyMetadata(file.File, file.Facts, copy, name);
        FileCalls.Flush(copy, name);
        using var written = CheckedFile.Open(folder, name, SafetyChecks.All);
        if (checks.HasFlag(SafetyChecks.FilteredContent))
            await CompareAsync(written, first, sink);
        return new WrittenAgain(written.Facts.Inode, written.Facts.Size, written.Hash());
    }

    private async Task CompareAsync(CheckedFile written, PlannedFile planned, RecordSink expected)
    {
        using var sink = new RecordSink([], checks);
        using var back = files.Open(written, planned.Record!.File, planned.Format);
        await back.StartAsync(cancellationToken);
        if (back.WhyKeptWhole(cancellationToken) is { } why)
            throw new IOException($"The new file cannot be read back: {why}.");
        await back.WriteAsync(sink, Stream.Null, cancellationToken, packs: false);
        if (back.MetDamage || sink.Kept != expected.Kept || sink.Sum() != expected.Sum())
            throw new IOException("The new file has not all that stays.");
    }
}
