namespace Dedupe.Cli.Views;

/// <summary>A moment of a run in words.</summary>
internal static class ProgressText
{
    public static string Of(RunProgress progress) => progress.Stage switch
    {
        "sign" => $"reading, {progress.Done} documents, {ByteSize.Format(progress.Bytes)}",
        "near" => $"near-duplicates, {Part(progress)} pairs",
        "reuse" => $"copied pieces, {Part(progress)} pairs",
        var other => $"{other}, {Part(progress)}",
    };

    private static string Part(RunProgress progress) => progress.Total > 0 ? $"{progress.Done} of {progress.Total}" : $"{progress.Done}";
}
