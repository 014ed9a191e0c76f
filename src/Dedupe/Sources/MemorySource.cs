using System.Runtime.CompilerServices;

namespace Dedupe.Sources;

/// <summary>Documents handed over in memory.</summary>
internal static class MemorySource
{
    private const int RecordsOfBatch = 128;

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

    /// <summary>Packs records to batches; documents are made of them where the batches are read.</summary>
    /// <param name="records">The records; each must stay as it is until its document was made.</param>
    /// <param name="read">Makes a document of a record; called from any thread.</param>
    /// <param name="options">The limits; the names of fields do not matter here.</param>
    /// <param name="cancellationToken">Ends it.</param>
    public static async IAsyncEnumerable<DocumentBatch> ReadAsync<T>(
        IAsyncEnumerable<T> records, Func<T, Document> read, SourceOptions? options = null,
        [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(records);
        ArgumentNullException.ThrowIfNull(read);
        options ??= new SourceOptions();
        options.Validate();
        long number = 0;
        await foreach (var some in records.Chunk(RecordsOfBatch).WithCancellation(cancellationToken))
        {
            yield return new RecordBatch<T>(some, number, read, options);
            number += some.Length;
        }
    }
}
