using System.Globalization;
using Dedupe.Batch.Removal;
using Dedupe.Sources;

namespace Dedupe.Batch;

/// <summary>
/// Looks, before anything is written, whether the disk has room for what will be written for certain: files that are
/// copied whole. How much stays of a file that loses documents is known only when it is written.
/// </summary>
/// <param name="options">What is filtered.</param>
/// <param name="free">Tells the free bytes of a folder's disk; null: not known.</param>
internal sealed class FilterSpace(FilterOptions options, Func<string, long?> free)
{
    /// <summary>Looks.</summary>
    /// <exception cref="FilterRefusedException">There is less room than that.</exception>
    public void Check(IEnumerable<FilterTarget> targets, RemovalPlan removal)
    {
        if (free(options.OutputDirectory) is not { } room)
            return;
        var losing = removal.FilesThatLose.ToHashSet(StringComparer.Ordinal);
        // Then any of the files may lose documents.
        var isKnown = !options.AllowOther && !options.DropRejected && !losing.Contains(null);
        var least = targets.Where(target => target.File is null || (isKnown && !losing.Contains(target.File.Shown)))
            .Sum(Growth);
        if (least > room)
        {
            throw new FilterRefusedException(string.Create(
                CultureInfo.InvariantCulture,
                $"The disk of {options.OutputDirectory} has {room:#,0} bytes left, and at least {least:#,0} will be " +
                $"written: choose another disk, or make room."));
        }
    }

    // What is replaced gives its room back.
    private long Growth(FilterTarget target) =>
        RawFiles.StateOf(target.FullPath).Length - RawFiles.StateOf(
            Path.Combine(options.OutputDirectory, target.Name)).Length;
}
