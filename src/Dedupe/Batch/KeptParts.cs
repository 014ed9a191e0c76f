using Dedupe.Sources;

namespace Dedupe.Batch;

/// <summary>The documents that an earlier run signed and kept, by its files alone: no input is looked at.</summary>
/// <param name="files">Its part files.</param>
/// <param name="parts">How many parts its inputs have.</param>
internal sealed class KeptParts(PartFolder files, int parts)
{
    /// <summary>How many parts its inputs have.</summary>
    public int Parts => parts;

    /// <summary>Whether it kept a part.</summary>
    public bool Has(int part) => part < parts && files.Has(new RunStep(RunSteps.Sign, null, parts), part);

    /// <summary>Looks at an earlier run.</summary>
    /// <exception cref="InvalidDataException">There is none.</exception>
    public static KeptParts Of(string directory)
    {
        if (RunManifestFile.Read(directory) is not { Starts: { } json } manifest)
            throw new InvalidDataException($"{directory} holds no earlier run any more.");
        var starts = InputPlanJson.ReadStarts(json);
        return new KeptParts(new PartFolder(directory, manifest.Identity(starts)), starts.Count);
    }
}
