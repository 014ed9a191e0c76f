using System.Text.Json;

namespace Dedupe.Benchmarks.EndToEnd;

/// <summary>One run of one tool.</summary>
/// <param name="Tool">Its name.</param>
/// <param name="Round">The round; rounds are interleaved, so that a slow minute of the machine hits all tools.</param>
/// <param name="Wall">Seconds from start to end.</param>
/// <param name="Cpu">Processor seconds of the process and its children.</param>
/// <param name="PeakMegabytes">Largest resident memory of the process tree, in 10^6 bytes.</param>
/// <param name="ExitCode">0 for success.</param>
internal sealed record Measurement(string Tool, int Round, double Wall, double Cpu, double PeakMegabytes, int ExitCode)
{
    /// <summary>How it is written.</summary>
    public static JsonSerializerOptions Json { get; } = new(JsonSerializerDefaults.Web);
}
