using Dedupe.Batch.Removal;
using Dedupe.Sources;

namespace Dedupe.Cleaning;

/// <summary>What is planned to go, and when a plan is too good to be true.</summary>
internal sealed record CleanOptions
{
    /// <summary>The folder of the plan.</summary>
    public required string Plan { get; init; }

    /// <summary>Files and folders that are cleaned up.</summary>
    public required IReadOnlyList<string> Inputs { get; init; }

    /// <summary>The directory of the finished run over them.</summary>
    public required string Run { get; init; }

    /// <summary>When a document may go.</summary>
    public RemovalRule Rule { get; init; } = new();

    /// <summary>Which copy stays where the rule leaves a choice; null: as the run chose its representatives.</summary>
    public KeepPolicy? Keep { get; init; }

    /// <summary>Relations that let a file go.</summary>
    public IReadOnlyList<Relation> Relations { get; init; } =
        [Relation.Identical, Relation.NearDuplicate, Relation.Derived];

    /// <summary>Files and folders of which nothing goes.</summary>
    public IReadOnlyList<string> Protected { get; init; } = [];

    /// <summary>
    /// Whether a file may also go that holds more than words (Office, PDF, mail), or stands beside one of another
    /// format. Default no: then only where the two are the same to the last byte.
    /// </summary>
    public bool ByWords { get; init; }

    /// <summary>The most that may go, in percent of the files that were read. Default 50.</summary>
    public int MaxRemovePercent { get; init; } = 50;

    /// <summary>The most files of one cluster of which something goes. Default 1000.</summary>
    public int MaxCluster { get; init; } = 1000;

    /// <summary>The formats that the run read.</summary>
    public InputFormats Formats { get; init; } = InputFormats.Standard;
}
