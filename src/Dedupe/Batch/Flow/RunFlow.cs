using System.Diagnostics;
using Dedupe.Clustering;
using Dedupe.Evaluation;
using Dedupe.Indexing;
using Dedupe.Signing;
using Dedupe.Sources;
using Dedupe.Storage;
using Dedupe.Verification;

namespace Dedupe.Batch.Flow;

/// <summary>
/// A run as a list of steps: each part of each step is made of the outputs of steps before it, and leaves an output of
/// its own. Where outputs wait, in memory or in part files, makes no difference to what is found, and neither does how
/// many parts there are. Two tiers, each the same stages with other keys: group, verify, cluster. The near tier groups
/// near-duplicates; the reuse tier finds pieces of copied prose between the groups' representatives.
/// </summary>
internal sealed class RunFlow : IDisposable
{
    private readonly DedupeOptions options;
    private readonly BandingPlan plan;
    private readonly IRunInput input;
    private readonly IStepOutputs outputs;
    private readonly RunLog log;
    private readonly CancellationToken cancellationToken;
    private VerificationStage? verification;
    private CollectionFacts? facts;

    /// <summary>Prepares a run; nothing is read.</summary>
    /// <param name="options">How documents are compared.</param>
    /// <param name="input">The documents.</param>
    /// <param name="outputs">Where outputs wait; it is closed with the run.</param>
    /// <param name="progress">Told how far the run is; null: nobody.</param>
    /// <param name="cancellationToken">Ends the run.</param>
    public RunFlow(
        DedupeOptions options, IRunInput input, IStepOutputs outputs, IProgress<RunProgress>? progress,
        CancellationToken cancellationToken)
    {
        (this.options, this.input, this.outputs, this.cancellationToken) = (options, input, outputs, cancellationToken);
        plan = BandingPlan.Of(options);
        log = new RunLog(outputs, input, options.NearOnly, progress);
        Steps = RunSteps.Of(input.Parts, options);
    }

    /// <summary>The steps, in order.</summary>
    public RunSteps Steps { get; }

    /// <summary>Does a whole run in memory.</summary>
    /// <param name="options">How documents are compared.</param>
    /// <param name="input">The documents, in one part.</param>
    /// <param name="progress">Told how far the run is; null: nobody.</param>
    /// <param name="cancellationToken">Ends the run.</param>
    /// <param name="probe">Gets the evidence of labelled pairs while the texts are at hand; null: nobody does.</param>
    public static async Task<DedupeResult> RunInMemoryAsync(
        DedupeOptions options, IRunInput input, IProgress<RunProgress>? progress, CancellationToken cancellationToken,
        EvidenceProbe? probe = null)
    {
        using var flow = new RunFlow(options, input, new MemoryOutputs(), progress, cancellationToken);
        foreach (var step in flow.Steps.All.SkipLast(1))
            await flow.RunAsync(step, [0]).ConfigureAwait(false);
        return flow.Finish(probe);
    }

    /// <summary>Does some parts of a step, one after the other.</summary>
    /// <param name="step">Any step but the last; all parts of the steps before it must be done.</param>
    /// <param name="parts">Which parts; those that are done are made anew.</param>
    public async Task RunAsync(RunStep step, IEnumerable<int> parts)
    {
        foreach (var part in parts)
        {
            cancellationToken.ThrowIfCancellationRequested();
            log.Begin(step, part);
            await RunAsync(step, new PartOf(part, step.Parts)).ConfigureAwait(false);
        }

        Release(step);
    }

    /// <summary>The last step: clusters, from all that was found.</summary>
    /// <param name="probe">Gets the evidence of labelled pairs; null: nobody does.</param>
    public DedupeResult Finish(EvidenceProbe? probe = null)
    {
        log.Begin(Steps.All[^1], 0);
        Verification.FormSlots = NearGroups.Slots;
        var edges = new VerifiedEdges(Verification.Run);
        var verified = outputs.Get(Steps[RunSteps.Verify, RunSteps.Reuse], ReusePairs.Load);
        foreach (var block in verified.Found)
            edges.Add(block);
        var neighbourhood = new Neighbourhood(Documents, NearGroup, edges);
        neighbourhood.Add(verified.Waiting, Verified);
        if (!options.NearOnly)
        {
            Verification.ReuseTier = ReuseTier;
            neighbourhood.Add(
                new ShortItems(Documents, options, log.Limits).UnderOneTitle(NearGroup),
                pairs => TitleLinks.LinkByTitle(Verified(pairs)));
        }

        var builder = new ClusterBuilder(Documents, options, edges);
        var clusters = builder.Build(neighbourhood.Complete());
        new KeptCandidates(Documents, edges).Complete(clusters);
        if (!options.NearOnly)
            new GroupLinks(Documents, NearGroup, options.Indexing.AllPairsLimit, log.Limits).Complete(edges, clusters);
        probe?.LookUp(Documents, NearGroup, edges, Verification.Evidence);
        var totals = log.Totals(Steps, Documents.TextBytes);
        return new DedupeResult
        {
            Documents = Documents,
            Clusters = clusters,
            Pairs = edges.Found(Documents),
            Rejections = Documents.Rejections,
            Summary = input.Describe(
                new RunCounter(Documents, options.ShingleSize).Summarize(
                    clusters, edges, builder.RefusedEdges, totals)),
        };
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        verification?.Dispose();
        outputs.Dispose();
    }

    private Task RunAsync(RunStep step, PartOf part)
    {
        switch (step.Stage, step.Tier)
        {
            case (RunSteps.Sign, _):
                return SignAsync(step, part);
            case (RunSteps.Merge, _):
                Merge(step);
                break;
            case (RunSteps.Group, RunSteps.Near):
                Put(step, part, Made(NewNearTier(), tier => tier.Group(part)), static (tier, file) => tier.Save(file));
                break;
            case (RunSteps.Verify, RunSteps.Near):
                PairBlock[] near = [Verification.NearDuplicates(log.Candidates(NearTier.Candidates(part)))];
                Put(step, part, near, static (blocks, file) => blocks[0].Save(file));
                break;
            case (RunSteps.Cluster, RunSteps.Near):
                ClusterNear(step);
                break;
            case (RunSteps.Group, RunSteps.Story):
                Put(step, part, Made(NewStoryTier(), tier => tier.Group(part)), static (tier, file) => tier.Save(file));
                break;
            case (RunSteps.Verify, RunSteps.Story):
                Put(step, part, new StoryGroups(Facts, NearGroup).FindEdges(StoryTier, part), StoryOutputs.SaveEdges);
                break;
            case (RunSteps.Cluster, RunSteps.Story):
                var edges = outputs.Get(Steps[RunSteps.Verify, RunSteps.Story], StoryOutputs.LoadEdges);
                Put(step, part, new StoryGroups(Facts, NearGroup).Group(edges), StoryOutputs.SaveStories);
                break;
            case (RunSteps.Group, RunSteps.Reuse):
                Put(
                    step, part, Made(NewReuseTier(), tier => tier.Group(StoryTier.Shared, part)),
                    static (tier, file) => tier.Save(file));
                break;
            case (RunSteps.Verify, RunSteps.Reuse):
                var (candidates, waiting) = Neighbourhood.Split(ReuseCandidates(part), Documents);
                Put(step, part, new ReusePairs([Verified(candidates)], waiting), static (all, file) => all.Save(file));
                break;
            default:
                throw new UnreachableException($"Nobody knows how to do the step {step.Name}.");
        }

        return Task.CompletedTask;
    }

    private async Task SignAsync(RunStep step, PartOf part)
    {
        var last = PieceLines.None;
        input.Check(part.Part);
        var signed = await new SigningStage(options, plan)
            .RunAsync(
                input.ReadAsync(part.Part, piece => last = piece, cancellationToken), log.Signed, cancellationToken)
            .ConfigureAwait(false);
        Made(signed, _ => input.Check(part.Part));
        log.Keys(signed.Entries.Near.Count + signed.Entries.Reuse.Count);
        Put(step, part, signed, (documents, file) => SignedPart.Save(file, documents, last));
    }

    private void Merge(RunStep step)
    {
        var signed = SignedCollection.Of(Signed());
        var keysBefore = signed.Keys.Count;
        var (documents, identical) = new NoiseStage(options, plan, signed, cancellationToken).Run(IdenticalTexts.Find);
        log.Keys(documents.Keys.Count - keysBefore);
        Put(step, PartOf.Whole, new MergedDocuments(documents, identical), static (merged, file) =>
        {
            merged.Documents.Save(file);
            merged.Identical.Save(file);
        });
    }

    private void ClusterNear(RunStep step)
    {
        var found = outputs.Get(Steps[RunSteps.Verify, RunSteps.Near], ReusePairs.LoadFound);
        Put(
            step, PartOf.Whole, NearGroups.Of(found, Documents, Verification, options, log.Limits),
            static (groups, file) => groups.Save(file));
    }

    private CandidatePair[] ReuseCandidates(PartOf part)
    {
        Verification.FormSlots = NearGroups.Slots;
        if (options.NearOnly)
            return CandidatePair.Between(NearGroups.Pairs, PairLinks.Documents(Documents.Count, part));

        Verification.ReuseTier = ReuseTier;
        var candidates = ReuseTier.Candidates(part, NearGroups.Pairs);
        Documents.Keys.Memory.Trim();
        return candidates;
    }

    private SignedCollection Documents => Merged.Documents;

    private MergedDocuments Merged => outputs.Get(Steps[RunSteps.Merge, null], files =>
    {
        var documents = SignedCollection.Load(Signed(), files[0]);
        return new MergedDocuments(documents, IdenticalTexts.Read(files[0], documents.Count));
    });

    private NearGroups NearGroups =>
        outputs.Get(Steps[RunSteps.Cluster, RunSteps.Near], static files => NearGroups.Load(files[0]));

    private int[] NearGroup => NearGroups.Group;

    private NearTier NearTier => outputs.Get(Steps[RunSteps.Group, RunSteps.Near], files =>
    {
        var tier = NewNearTier();
        foreach (var file in files)
            tier.Attach(file);
        return tier;
    });

    private StoryTier StoryTier => outputs.Get(Steps[RunSteps.Group, RunSteps.Story], files =>
    {
        var tier = NewStoryTier();
        foreach (var file in files)
            tier.Attach(file);
        return tier;
    });

    private ReuseTier ReuseTier => outputs.Get(Steps[RunSteps.Group, RunSteps.Reuse], files =>
    {
        var tier = NewReuseTier();
        foreach (var file in files)
            tier.Attach(file);
        return tier;
    });

    private CollectionFacts Facts => facts ??= new CollectionFacts(Documents);

    private VerificationStage Verification =>
        verification ??= new VerificationStage(options, Documents, cancellationToken) { Progress = log.Compared };

    private NearTier NewNearTier() => new(Documents, Merged.Identical, options, log.Limits);

    private StoryTier NewStoryTier() => new(Documents, NearGroup, Merged.Identical.IsRepeat, options, log.Limits);

    private ReuseTier NewReuseTier() => new(
        Documents, Facts, outputs.Get(Steps[RunSteps.Cluster, RunSteps.Story], StoryOutputs.LoadStories), options,
        log.Limits);

    private SignedBlocks Signed() => outputs.Get(Steps[RunSteps.Sign, null], files =>
        Made(new SignedBlocks(options.MemoryBytes, plan.Bands), documents => input.Load(documents, files)));

    private PairBlock Verified(CandidatePair[] candidates) =>
        Verification.Run(options.NearOnly ? candidates : log.Candidates(candidates)); // counted by the near tier

    // What is not made whole is let go.
    private static T Made<T>(T output, Action<T> make)
        where T : IDisposable
    {
        try
        {
            make(output);
            return output;
        }
        catch
        {
            output.Dispose();
            throw;
        }
    }

    private void Put<T>(RunStep step, PartOf part, T output, Action<T, PartWriter> save)
        where T : class =>
        outputs.Put(step, part, output, save, log.End());

    private void Release(RunStep done)
    {
        if (Steps.NeededLastBy(done) is { } step)
            outputs.Release(step);
    }
}
