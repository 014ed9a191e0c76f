using Dedupe.Indexing;
using Dedupe.Signing;

namespace Dedupe.Batch;

/// <summary>The steps of a run in order; each needs all parts of those before it.</summary>
internal sealed class RunSteps
{
    /// <summary>The names of the stages.</summary>
    public const string Sign = "sign", Merge = "merge", Group = "group", Verify = "verify", Cluster = "cluster";

    private const int PartitionsOfPart = 4;

    /// <summary>The names of the tiers.</summary>
    public const string Near = "near", Story = "story", Reuse = "reuse";

    /// <summary>Makes the steps.</summary>
    /// <param name="parts">Parts that the inputs are cut into; no step has more.</param>
    /// <param name="bands">Bands of the near tier.</param>
    /// <param name="nearOnly">Whether near-duplicates alone are looked for.</param>
    public RunSteps(int parts, int bands, bool nearOnly)
    {
        // A thread does a partition: a part has several, or all threads but one would wait.
        var verify = Math.Min(parts, PairLinks.Partitions / PartitionsOfPart);
        var group = Math.Min(parts, TierEntries.ReusePartitions / PartitionsOfPart);
        var near = Math.Min(parts, Math.Max(1, bands / PartitionsOfPart));
        All =
        [
            new RunStep(Sign, null, parts),
            new RunStep(Merge, null, 1),
            new RunStep(Group, Near, near),
            new RunStep(Verify, Near, verify),
            new RunStep(Cluster, Near, 1),
            .. nearOnly ? (RunStep[])[] :
            [
                new RunStep(Group, Story, group),
                new RunStep(Verify, Story, verify),
                new RunStep(Cluster, Story, 1),
                new RunStep(Group, Reuse, group),
            ],
            new RunStep(Verify, Reuse, verify),
            new RunStep(Cluster, Reuse, 1),
        ];
    }

    /// <summary>The steps of a run with these options.</summary>
    /// <param name="parts">Parts that the inputs are cut into.</param>
    /// <param name="options">How documents are compared.</param>
    public static RunSteps Of(int parts, DedupeOptions options) =>
        new(parts, BandingPlan.Of(options).Bands,
            options.NearOnly);

    /// <summary>All steps, in order.</summary>
    public IReadOnlyList<RunStep> All { get; }

    /// <summary>A step by its stage and tier.</summary>
    public RunStep this[string stage, string? tier] => All.First(step => step.Stage == stage && step.Tier == tier);

    /// <summary>The step whose outputs nobody needs any more once this one is done; null when there is none.</summary>
    public RunStep? NeededLastBy(RunStep done) => (done.Stage, done.Tier) switch
    {
        (Verify, Near) => this[Group, Near],
        (Cluster, Near) => this[Verify, Near],
        (Cluster, Story) => this[Verify, Story],
        (Group, Reuse) => this[Group, Story],
        _ => null,
    };
}
