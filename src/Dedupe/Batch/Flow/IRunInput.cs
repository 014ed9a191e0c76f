using Dedupe.Sources;
using Dedupe.Storage;

namespace Dedupe.Batch.Flow;

/// <summary>The documents of a run, cut into parts.</summary>
internal interface IRunInput
{
    /// <summary>How many parts there are, at least one.</summary>
    int Parts { get; }

    /// <summary>Reads that failed for a moment and were tried again, so far.</summary>
    long Retries { get; }

    /// <summary>Reads a part.</summary>
    /// <param name="part">Its number.</param>
    /// <param name="passed">Told, as each piece of a file is over, how many lines begin in it.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    IAsyncEnumerable<DocumentBatch> ReadAsync(
        int part, Action<PieceLines> passed, CancellationToken cancellationToken);

    /// <summary>Checks that the files of a part are what they were when the run began.</summary>
    /// <exception cref="InputChangedException">One is not.</exception>
    void Check(int part);

    /// <summary>Puts the signed parts of the input together.</summary>
    /// <param name="documents">Gets the documents.</param>
    /// <param name="parts">The part files of all parts, in order.</param>
    void Load(Signing.SignedBlocks documents, IReadOnlyList<PartReader> parts);

    /// <summary>Adds what is known of the input to the summary of a run.</summary>
    RunSummary Describe(RunSummary summary);
}
