using Dedupe.Reporting;
using Dedupe.Signing;
using Dedupe.Sources;

namespace Dedupe.Batch;

/// <summary>Whether what a directory holds can be taken for the results of a run: finished, of this version,
/// whole.</summary>
internal static class FinishedRun
{
    /// <summary>Why it cannot, in one sentence; null when it can. Cost: the results are read once.</summary>
    /// <param name="directory">The run directory.</param>
    /// <param name="manifest">Its manifest, where it can.</param>
    /// <exception cref="InvalidDataException">The manifest cannot be read.</exception>
    /// <exception cref="IOException">A result cannot be read.</exception>
    public static string? Problem(string directory, out RunManifest? manifest)
    {
        manifest = RunManifestFile.Read(directory);
        if (manifest is null)
            return $"{directory} is no run directory: there is no {RunFolder.ManifestName} in it.";
        if (!manifest.Complete)
            return $"The run in {directory} is not finished.";
        // It compared texts otherwise, or wrote less of what it found: what is built on it could be wrong.
        if (manifest.HashFamilyVersion != HashFamily.Version || manifest.Results.Count == 0)
            return $"The run in {directory} is of another version of dedupe.";
        var results = new ResultFolder(directory);
        if (results.Missing() is { Count: > 0 } missing)
            return $"The run in {directory} lacks {string.Join(", ", missing)}.";
        return results.Lacking(manifest.Results) is { Count: > 0 } changed
            ? $"{Path.Combine(directory, changed[0])} is not what the run wrote: it was changed or cut since."
            : null;
    }
}
