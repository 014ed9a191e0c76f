using Dedupe.Clustering;
using Dedupe.Indexing;
using Dedupe.Signing;
using Dedupe.Sources;
using Dedupe.Storage;
using Dedupe.Verification;

namespace Dedupe.Batch;

/// <summary>
/// A run done part by part: each part of each step reads part files of the steps before it and writes one of its own.
/// So a run can be taken up where it was ended, and its parts can be done by many processes on a shared file system.
/// What is found does not depend on the parts.
/// </summary>
internal sealed class StagedRun : IDisposable
{
    private const string GroupName = "group";
    private const string PairsName = "pairs";
    private const string DetailsName = "details";
    private const string EdgesName = "edges";

    private readonly DedupeOptions options;
    private readonly BandingPlan plan;
    private readonly InputWatch watch;
    private readonly InputPlan inputs;
    private readonly PartFolder files;
    private readonly EarlierRun? earlier;
    private readonly StagedLog log;
    private readonly CancellationToken cancellationToken;
    private readonly List<IDisposable> open = [];
    private SignedCollection? documents;
    private IdenticalTexts? identical;
    private VerificationStage? verification;
    private NearTier? nearTier;
    private ReuseTier? reuseTier;
    private StoryTier? storyTier;
    private Stories? stories;
    private StoryEvidence? evidence;
    private int[]? storyOf;
    private int[]? nearGroup;
    private CandidatePair[]? nearPairs;

    /// <summary>Prepares a run; nothing is read.</summary>
    /// <param name="options">How documents are compared.</param>
    /// <param name="watch">The inputs, and how they look.</param>
    /// <param name="inputs">How they are cut.</param>
    /// <param name="files">The part files.</param>
    /// <param name="earlier">The run that new documents are compared with; null: they are compared with each other
    /// alone.</param>
    /// <param name="log">Takes counts and times.</param>
    /// <param name="cancellationToken">Ends the run.</param>
    public StagedRun(
        DedupeOptions options, InputWatch watch, InputPlan inputs, PartFolder files, EarlierRun? earlier, StagedLog log,
            CancellationToken cancellationToken)
    {
        (this.options, this.watch, this.inputs, this.files, this.earlier, this.log, this.cancellationToken) =
            (options, watch, inputs, files, earlier, log, cancellationToken);
        plan = BandingPlan.Of(options);
        Steps = RunSteps.Of(EarlierParts + inputs.Count, options);
    }

    /// <summary>The steps, in order.</summary>
    public RunSteps Steps { get; }

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

        EndStep();
    }

    /// <summary>The last step: clusters, from all that was found.</summary>
    public DedupeResult Cluster()
    {
        var step = Steps[RunSteps.Cluster, RunSteps.Reuse];
        log.Begin(step, 0);
        var edges = new VerifiedEdges(Verification.Run);
        foreach (var file in OpenAll(Steps[RunSteps.Verify, RunSteps.Reuse]))
            edges.Add(ReadPairs(file));
        if (!options.NearOnly)
        {
            verification!.Stories = Stories;
            edges.Add(
                TitleLinks.Of(
                    Verification.Run(
                        log.Candidates(new ShortItems(Documents, options, log.Limits).UnderOneTitle(NearGroup)))));
        }

        var builder = new ClusterBuilder(Documents, options, edges);
        var clusters = builder.Build(NearGroup);
        new KeptCandidates(Documents, edges).Complete(clusters);
        if (!options.NearOnly)
            new GroupLinks(NearGroup, options.Indexing.AllPairsLimit, log.Limits).Complete(edges, clusters);
        var summary = log.Summarize(Steps, Documents, clusters, edges, builder.RefusedEdges, options.ShingleSize);
        return new DedupeResult
        {
            Documents = Documents,
            Clusters = clusters,
            Pairs = edges.Found(Documents),
            Rejections = Documents.Rejections,
            Summary = summary with { Files = watch.Source.Inputs.Count, PassedOver = watch.Source.PassedOver },
        };
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        EndStep();
        stories?.Dispose();
        verification?.Dispose();
        documents?.Dispose();
        foreach (var file in open)
            file.Dispose();
    }

    private Task RunAsync(RunStep step, PartOf part)
    {
        switch (step.Stage, step.Tier)
        {
            case (RunSteps.Sign, _):
                return SignAsync(step, part.Part);
            case (RunSteps.Merge, _):
                Merge(step);
                break;
            case (RunSteps.Group, RunSteps.Near):
                using (var tier = new NearTier(Documents, Identical, options, log.Limits))
                {
                    tier.Group(part);
                    Write(step, part, tier.Save);
                }

                break;
            case (RunSteps.Verify, RunSteps.Near):
                WritePairs(step, part, Verification.NearDuplicates(log.Candidates(NearTier.Candidates(part))));
                break;
            case (RunSteps.Cluster, RunSteps.Near):
                ClusterNear(step, part);
                break;
            case (RunSteps.Group, RunSteps.Story):
                using (var tier = new ReuseTier(Documents, NearGroup, Identical.IsRepeat, options, log.Limits))
                {
                    tier.Group(part);
                    Write(step, part, tier.Save);
                }

                break;
            case (RunSteps.Verify, RunSteps.Story):
                var found = (storyTier ??= new StoryTier(Documents, Evidence, NearGroup)).Edges(ReuseTier, part);
                Write(step, part, file => file.Write<WeightedEdge>(EdgesName, 0, found));
                break;
            case (RunSteps.Cluster, RunSteps.Story):
                ClusterStories(step, part);
                break;
            case (RunSteps.Group, RunSteps.Reuse):
                using (var counted = new Stories(Documents, Evidence, StoryOf, options, log.Limits))
                {
                    counted.CountStories(ReuseTier.Shared, part);
                    Write(step, part, counted.Save);
                }

                break;
            default:
                WritePairs(step, part, Verification.Run(ReuseCandidates(part)));
                break;
        }

        return Task.CompletedTask;
    }

    private async Task SignAsync(RunStep step, int part)
    {
        var last = PieceLines.None;
        var (from, input) = part < EarlierParts
            ? (earlier!.Watch, earlier.Plan[part])
            : (watch, inputs[part - EarlierParts]);
        from.Check(input);
        var batches = from.Source.ReadPartAsync(
            input, (piece, lines) => last = new PieceLines(piece.File.Shown, lines), cancellationToken);
        using var signed = await new SigningStage(options, plan)
            .RunAsync(batches, log.Signed, cancellationToken)
            .ConfigureAwait(false);
        from.Check(input);
        log.Keys(signed.Entries.Near.Count + signed.Entries.Reuse.Count);
        Write(step, new PartOf(part, step.Parts), file => SignedPart.Save(file, signed, last));
    }

    private void Merge(RunStep step)
    {
        documents = NewCollection();
        documents.Seal();
        identical = new NoiseStage(options, plan, documents, cancellationToken).Run(() => IdenticalTexts.Of(documents));
        Write(step, PartOf.Whole, file =>
        {
            documents.SaveOrder(file);
            identical.Save(file);
        });
    }

    private void ClusterNear(RunStep step, PartOf part)
    {
        var near = new VerifiedEdges(Verification.RunNear);
        foreach (var file in OpenAll(Steps[RunSteps.Verify, RunSteps.Near]))
            near.Add(ReadPairs(file));
        nearGroup = new StarClusterer(new RepresentativePolicy(Documents, options.Clustering), near, Documents.Count)
            .GroupNear();
        nearPairs = near.NearDuplicates(nearGroup, options.Indexing.AllPairsLimit, log.Limits);
        Write(step, part, file =>
        {
            file.Write<int>(GroupName, 0, nearGroup);
            file.Write<CandidatePair>(PairsName, 0, nearPairs);
        });
    }

    private void ClusterStories(RunStep step, PartOf part)
    {
        var edges = OpenAll(Steps[RunSteps.Verify, RunSteps.Story])
            .SelectMany(static file => file.Read<WeightedEdge>(EdgesName, 0))
            .ToArray();
        storyOf = new StoryTier(Documents, Evidence, NearGroup).Group(edges);
        Write(step, part, file => file.Write<int>(GroupName, 0, storyOf));
    }

    private CandidatePair[] ReuseCandidates(PartOf part)
    {
        if (!options.NearOnly)
        {
            Verification.Stories = Stories;
            return log.Candidates(Stories.Candidates(part, NearPairs));
        }

        var (start, end) = PairLinks.Documents(Documents.Count, part);
        return Array.FindAll(NearPairs, pair => pair.A >= start && pair.A < end);
    }

    private SignedCollection Documents
    {
        get
        {
            if (documents is not null)
                return documents;
            documents = NewCollection();
            documents.RestoreOrder(Open(Steps[RunSteps.Merge, null]));
            return documents;
        }
    }

    private IdenticalTexts Identical =>
        identical ??= IdenticalTexts.Read(Open(Steps[RunSteps.Merge, null]), Documents.Count);

    private VerificationStage Verification =>
        verification ??= new VerificationStage(options, Documents, cancellationToken) { Progress = log.Compared };

    private int[] NearGroup => nearGroup ??= Open(Steps[RunSteps.Cluster, RunSteps.Near]).Read<int>(GroupName, 0);

    private CandidatePair[] NearPairs =>
        nearPairs ??= Open(Steps[RunSteps.Cluster, RunSteps.Near]).Read<CandidatePair>(PairsName, 0);

    private NearTier NearTier
    {
        get
        {
            if (nearTier is not null)
                return nearTier;
            nearTier = new NearTier(Documents, Identical, options, log.Limits);
            foreach (var file in OpenAll(Steps[RunSteps.Group, RunSteps.Near]))
                nearTier.Attach(file);
            return nearTier;
        }
    }

    private ReuseTier ReuseTier
    {
        get
        {
            if (reuseTier is not null)
                return reuseTier;
            reuseTier = new ReuseTier(Documents, NearGroup, Identical.IsRepeat, options, log.Limits);
            foreach (var file in OpenAll(Steps[RunSteps.Group, RunSteps.Story]))
                reuseTier.Attach(file);
            return reuseTier;
        }
    }

    private Stories Stories
    {
        get
        {
            if (stories is not null)
                return stories;
            stories = new Stories(Documents, Evidence, StoryOf, options, log.Limits);
            foreach (var file in OpenAll(Steps[RunSteps.Group, RunSteps.Reuse]))
                stories.Attach(file);
            return stories;
        }
    }

    private StoryEvidence Evidence => evidence ??= new StoryEvidence(Documents);

    private int[] StoryOf => storyOf ??= Open(Steps[RunSteps.Cluster, RunSteps.Story]).Read<int>(GroupName, 0);

    private SignedCollection NewCollection()
    {
        var collection = new SignedCollection(options.MemoryBytes, plan.Bands);
        var sign = Steps[RunSteps.Sign, null];
        var parts = Enumerable.Range(0, sign.Parts)
            .Select(part => Keep(earlier?.Keeps(sign, part) == true ? earlier.Open(part) : files.Open(sign, part)));
        if (earlier is not null)
            collection.Add(parts.Take(EarlierParts), earlier.Source.OriginOf, areEarlier: true);
        collection.Add(parts.Skip(EarlierParts), watch.Source.OriginOf, areEarlier: false);
        return collection;
    }

    private int EarlierParts => earlier?.Plan.Count ?? 0;

    private PartReader[] OpenAll(RunStep step)
    {
        var readers = files.OpenAll(step);
        open.AddRange(readers);
        return readers;
    }

    private PartReader Open(RunStep step) => Keep(files.Open(step, 0));

    private PartReader Keep(PartReader reader)
    {
        open.Add(reader);
        return reader;
    }

    private void Write(RunStep step, PartOf part, Action<PartWriter> write) => files.Write(step, part.Part, file =>
    {
        write(file);
        log.End(file);
    });

    private void WritePairs(RunStep step, PartOf part, PairBlock pairs) => Write(step, part, file =>
    {
        file.Write(PairsName, 0, pairs.Records.Span);
        file.Write(DetailsName, 0, pairs.Details.Span);
    });

    private static PairBlock ReadPairs(PartReader file) =>
        new(file.Map<PairRecord>(PairsName, 0), file.Map<byte>(DetailsName, 0));

    // What only one step needs is let go at its end.
    private void EndStep()
    {
        nearTier?.Dispose();
        reuseTier?.Dispose();
        (nearTier, reuseTier, storyTier) = (null, null, null);
    }
}
