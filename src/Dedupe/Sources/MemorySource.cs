using System.Runtime.CompilerServices;

namespace Dedupe.Sources;

/// <summary>Documents handed over in memory.</summary>
internal static class MemorySource
{
    /// <summary>
    /// Packs documents to batches. Each is copied before the next is asked for, so one buffer may serve for all of
    /// them.
    /// </summary>
    /// <param name="documents">The documents. One that is not valid UTF-8, has no id or no text, or is too large is
    /// rejected, not thrown at.</param>
    /// <param name="options">The limits; the names of fields do not matter here.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <exception cref="ArgumentOutOfRangeException">An option is outside its range.</exception>
    public static async IAsyncEnumerable<DocumentBatch> ReadAsync(
        IAsyncEnumerable<Document> documents, SourceOptions? options =
            null, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(documents);
        options ??= new SourceOptions();
        options.Validate();
        var batch = new MemoryBatch(options);
        long number = 0;
        await foreach (var document in documents.WithCancellation(cancellationToken))
        {
            if (batch.TryAdd(document, ++number))
                continue;
            yield return batch;
            batch = new MemoryBatch(options);
            batch.TryAdd(document, number);
        }

        if (number > 0)
            yield return batch;
    }
}
