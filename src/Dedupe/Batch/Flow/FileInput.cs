using Dedupe.Sources;
using Dedupe.Storage;

namespace Dedupe.Batch.Flow;

/// <summary>Documents in files, cut into parts; in front of them those of an earlier run, if there is one.</summary>
/// <param name="watch">The files, and how they looked.</param>
/// <param name="plan">How they are cut.</param>
/// <param name="earlier">The run that new documents are compared with; null: with each other alone.</param>
internal sealed class FileInput(InputWatch watch, InputPlan plan, EarlierRun? earlier) : IRunInput
{
    /// <summary>All files as one part.</summary>
    public static FileInput Whole(InputWatch watch) =>
        new(watch, new InputPlan(watch.Source.Inputs, [default]), earlier: null);

    /// <inheritdoc/>
    public int Parts => EarlierParts + plan.Count;

    /// <inheritdoc/>
    public long Retries => watch.Source.Retries;

    private int EarlierParts => earlier?.Plan.Count ?? 0;

    /// <inheritdoc/>
    public IAsyncEnumerable<DocumentBatch> ReadAsync(
        int part, Action<PieceLines> passed, CancellationToken cancellationToken)
    {
        var (from, input) = Find(part);
        return from.Source.ReadPartAsync(
            input, (piece, lines) => passed(new PieceLines(piece.File.Shown, lines)), cancellationToken);
    }

    /// <inheritdoc/>
    public void Check(int part)
    {
        var (from, input) = Find(part);
        from.Check(input);
    }

    /// <inheritdoc/>
    public void Load(Signing.SignedBlocks documents, IReadOnlyList<PartReader> parts)
    {
        if (earlier is not null)
            documents.Add(parts.Take(EarlierParts), earlier.Source.OriginOf, areEarlier: true);
        documents.Add(parts.Skip(EarlierParts), watch.Source.OriginOf, areEarlier: false);
    }

    /// <inheritdoc/>
    public RunSummary Describe(RunSummary summary) =>
        summary with { Files = watch.Source.Inputs.Count, PassedOver = watch.Source.PassedOver };

    private (InputWatch Watch, InputPart Part) Find(int part) =>
        part < EarlierParts ? (earlier!.Watch, earlier.Plan[part]) : (watch, plan[part - EarlierParts]);
}
