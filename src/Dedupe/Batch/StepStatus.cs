using Dedupe.Storage;

namespace Dedupe.Batch;

/// <summary>How far a stage is.</summary>
/// <param name="Step">The stage and its tier, and how many parts it has.</param>
/// <param name="Missing">Parts that are not done, in order; from 0.</param>
/// <param name="Damaged">Parts that are there and cannot be opened; they are made again when they are read. Most damage
/// is told only when a part is read in full.</param>
/// <param name="WorkSeconds">What the parts that are done took, added up.</param>
/// <param name="ActiveSeconds">The time in which any of them was at work; in a finished run, whose part files are
/// deleted, the same as the work.</param>
/// <param name="Timed">Parts that are done and whose time is known: all but those that an earlier run kept.</param>
/// <param name="Documents">Documents that the parts that are done have of the collection, as far as it is known: a
/// share of them in stages after signing.</param>
/// <param name="TextBytes">Bytes of their texts.</param>
internal sealed record StepStatus(
    RunStep Step, IReadOnlyList<int> Missing, IReadOnlyList<int> Damaged, double WorkSeconds, double ActiveSeconds,
        int Timed, long Documents, long TextBytes)
{
    /// <summary>Parts that are done.</summary>
    public int Done => Step.Parts - Missing.Count;

    /// <summary>Documents a second of the active time, all ranks together; 0 while unknown.</summary>
    public double DocumentsPerSecond => Rate(Documents);

    /// <summary>Text bytes / 10^6 a second of the active time; 0 while unknown.</summary>
    public double MegabytesPerSecond => Rate(TextBytes / 1e6);

    /// <summary>
    /// Seconds that the missing parts of this stage take, if they go on as those that are done; null while none is.
    /// </summary>
    public double? SecondsLeft => Timed > 0 ? ActiveSeconds / Timed * Missing.Count : null;

    /// <summary>Looks at the part files of a step.</summary>
    /// <param name="step">The step.</param>
    /// <param name="files">The part files of the run.</param>
    /// <param name="isKept">Whether an earlier run kept a part, by its number.</param>
    internal static StepStatus Of(RunStep step, PartFolder files, Predicate<int> isKept)
    {
        var absent = files.Missing(step).ToHashSet();
        var missing = absent.Where(part => !isKept(part)).ToHashSet();
        var damaged = new List<int>();
        var spans = new List<(DateTime Start, DateTime End)>();
        var sum = default(PartStats);
        for (var part = 0; part < step.Parts; part++)
        {
            if (absent.Contains(part))
                continue;
            try
            {
                using var file = files.Open(step, part);
                var stats = file.Read<PartStats>(PartStats.Name, 0)[0];
                var end = files.DoneAt(step, part);
                spans.Add((end - TimeSpan.FromSeconds(stats.Seconds), end));
                sum = sum.And(stats);
            }
            catch (PartDamageException)
            {
                damaged.Add(part);
            }
            catch (Exception error) when (error is FileNotFoundException or DirectoryNotFoundException)
            {
                // The run was finished, or the part found damaged, at this very moment.
                missing.Add(part);
            }
        }

        return new StepStatus(
            step, [.. missing.Order()], damaged, sum.Seconds, Union(spans), spans.Count, sum.Documents, sum.TextBytes);
    }

    /// <summary>Seconds that at least one of several spans of time covers.</summary>
    internal static double Union(IEnumerable<(DateTime Start, DateTime End)> spans)
    {
        var seconds = 0.0;
        var until = DateTime.MinValue;
        foreach (var (start, end) in spans.OrderBy(static span => span.Start))
        {
            if (end <= until)
                continue;
            seconds += (end - (start > until ? start : until)).TotalSeconds;
            until = end;
        }

        return seconds;
    }

    private double Rate(double amount) => ActiveSeconds > 0 ? amount / ActiveSeconds : 0;
}
