using Dedupe.Sources;

namespace Dedupe.Batch;

/// <summary>What this machine lets a run read, beyond what is always there.</summary>
internal static class Capabilities
{
    /// <summary>Null when Zstandard input can be read; else what to do about it, in a sentence for a person.</summary>
    public static string? ZstandardProblem => ZstdLibrary.IsPresent ? null : ZstdLibrary.Absent;
}
