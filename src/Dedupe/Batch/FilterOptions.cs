using Dedupe.Batch.Removal;
using Dedupe.Sources;

namespace Dedupe.Batch;

/// <summary>What is filtered by which run, and where the rest goes.</summary>
internal sealed record FilterOptions
{
    /// <summary>The run directory of a finished run.</summary>
    public required string RunDirectory { get; init; }

    /// <summary>Files and folders of the run; standard input has no file to write again.</summary>
    public required IReadOnlyList<string> Inputs { get; init; }

    /// <summary>
    /// The folder for the filtered files: made when it is missing, empty unless <see cref="Overwrite"/>.
    /// </summary>
    public required string OutputDirectory { get; init; }

    /// <summary>When a document may go.</summary>
    public RemovalRule Rule { get; init; } = new();

    /// <summary>
    /// Which copy is kept where the rule leaves a choice; null: as the run chose its representatives.
    /// </summary>
    public KeepPolicy? Keep { get; init; }

    /// <summary>
    /// Whether files of the input folders that are not read are brought along, byte for byte. Default no: they are
    /// counted.
    /// </summary>
    public bool CopyOthers { get; init; }

    /// <summary>Whether inputs may be filtered that the run did not read, or that changed since. Default no.</summary>
    public bool AllowOther { get; init; }

    /// <summary>Whether files in the output folder may be replaced. Default no.</summary>
    public bool Overwrite { get; init; }

    /// <summary>Whether what cannot be read as a document is left out. By default it is kept as it is.</summary>
    public bool DropRejected { get; init; }

    /// <summary>The formats that the run read.</summary>
    public InputFormats Formats { get; init; } = InputFormats.Standard;
}
