namespace Dedupe.Cli.Views;

/// <summary>How far a stage is.</summary>
/// <param name="Progress">What was told last; pairs are those of all counts of the stage.</param>
/// <param name="Elapsed">Time since the stage began.</param>
/// <param name="Share">Part of the work that is done, 0 to 1; null where nobody knows.</param>
/// <param name="PerSecond">Documents or pairs a second; null before it can be told.</param>
/// <param name="BytesPerSecond">Text bytes a second, while texts are read.</param>
/// <param name="Left">Time to the end, at this speed; null where nobody knows.</param>
/// <param name="Memory">Bytes of memory that the process has, or had at the end.</param>
/// <param name="Ended">True when the stage is over.</param>
internal readonly record struct StageMoment(
    RunProgress Progress, TimeSpan Elapsed, double? Share, double? PerSecond, double? BytesPerSecond, TimeSpan? Left,
        long Memory,
    bool Ended);
