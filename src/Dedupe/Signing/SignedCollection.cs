using System.Buffers.Binary;
using System.Collections;
using System.Runtime.InteropServices;
using System.Text;
using Dedupe.Storage;

namespace Dedupe.Signing;

/// <summary>
/// All signed documents of a run, numbered in ordinal (UTF-8) order of their ids, so that every later result is the same whatever
/// order they came in. Batches are added from any thread; <see cref="Seal"/> ends that and gives the numbers.
/// </summary>
internal sealed class SignedCollection(long memoryBudget) : IReadOnlyList<DocumentInfo>, IDisposable
{
    private readonly Lock gate = new();
    private readonly TextStore texts = new(memoryBudget);
    private readonly List<Chunk> chunks = [];
    private List<SignedDocument> documents = [];

    /// <summary>What was not accepted; in order of source and line once sealed.</summary>
    public List<Rejection> Rejections { get; private set; } = [];

    /// <summary>Bytes of text so far.</summary>
    public long TextBytes { get; private set; }

    /// <inheritdoc/>
    public int Count => documents.Count;

    /// <inheritdoc/>
    public DocumentInfo this[int index]
    {
        get
        {
            ref readonly var document = ref At(index);
            var facts = chunks[document.Chunk].Facts;
            var title = document.FactsStart + document.IdLength;
            return new DocumentInfo(
                Id(index),
                Fact(facts, title, document.TitleLength),
                Source(index),
                Date(index),
                document.Words)
            {
                Agency = document.Agency,
            };
        }
    }

    /// <summary>A document's record.</summary>
    public ref readonly SignedDocument At(int index) => ref CollectionsMarshal.AsSpan(documents)[index];

    /// <summary>A document's id.</summary>
    public string Id(int index) => Encoding.UTF8.GetString(IdBytes(in At(index)));

    /// <summary>A document's outlet, or null.</summary>
    public string? Source(int index)
    {
        ref readonly var document = ref At(index);
        return Fact(chunks[document.Chunk].Facts, document.FactsStart + document.IdLength + document.TitleLength, document.SourceLength);
    }

    /// <summary>When a document was published, in UTC, or null.</summary>
    public DateTimeOffset? Date(int index) =>
        At(index).DateTicks is var ticks && ticks == long.MaxValue ? null : new DateTimeOffset(ticks, TimeSpan.Zero);

    /// <summary>A document's text; see <see cref="TextStore.Read"/>.</summary>
    public ReadOnlySpan<byte> Text(int index, ref byte[] buffer)
    {
        ref readonly var document = ref At(index);
        return texts.Read(chunks[document.Chunk].Texts, document.TextStart, document.TextLength, ref buffer);
    }

    /// <summary>A document's keys of the near tier: none when it is too short for a shingle.</summary>
    /// <param name="index">The document.</param>
    /// <param name="bands">Bands of the plan.</param>
    public ReadOnlySpan<ulong> NearKeys(int index, int bands)
    {
        ref readonly var document = ref At(index);
        return document.NearKeys < 0 ? [] : chunks[document.Chunk].NearKeys.AsSpan(document.NearKeys, bands);
    }

    /// <summary>A document's keys of the reuse tier, in order of place.</summary>
    public ReadOnlySpan<ulong> ReuseKeys(int index)
    {
        ref readonly var document = ref At(index);
        return chunks[document.Chunk].ReuseKeys.AsSpan(document.ReuseKeys, document.ReuseKeyCount);
    }

    /// <summary>Takes over a copy of a batch.</summary>
    /// <param name="batch">The batch; the caller may clear it afterwards.</param>
    /// <param name="sequence">Its number in the source.</param>
    public void Add(SignedBatch batch, long sequence)
    {
        var chunk = new Chunk(
            batch.Texts.Count == 0 ? 0 : texts.Add(batch.TextSpan), [.. batch.Facts], [.. batch.NearKeys], [.. batch.ReuseKeys]);
        lock (gate)
        {
            foreach (ref var document in CollectionsMarshal.AsSpan(batch.Documents))
            {
                document.Sequence = sequence;
                document.Chunk = chunks.Count;
            }

            chunks.Add(chunk);
            documents.AddRange(batch.Documents);
            Rejections.AddRange(batch.Rejections);
            TextBytes += batch.Texts.Count;
        }
    }

    /// <summary>Numbers the documents by id; of those with one id one stays, chosen by content and date, the others are rejected.</summary>
    public void Seal()
    {
        SortById();
        var kept = new List<SignedDocument>(documents.Count);
        foreach (ref readonly var document in CollectionsMarshal.AsSpan(documents))
        {
            if (kept.Count > 0 && IdBytes(in document).SequenceEqual(IdBytes(in CollectionsMarshal.AsSpan(kept)[^1])))
            {
                var first = kept[^1];
                Rejections.Add(new Rejection(
                    new Origin(document.File, document.Line), RejectionReason.DuplicateId,
                    $"the id '{Encoding.UTF8.GetString(IdBytes(in document))}' is that of {first.File}:{first.Line} as well"));
                TextBytes -= document.TextLength;
            }
            else
            {
                kept.Add(document);
            }
        }

        documents = kept;
        Rejections = [.. Rejections
            .OrderBy(rejection => rejection.Origin.Source, StringComparer.Ordinal)
            .ThenBy(rejection => rejection.Origin.Line)
            .ThenBy(rejection => rejection.Reason)];
    }

    /// <inheritdoc/>
    public IEnumerator<DocumentInfo> GetEnumerator()
    {
        for (var index = 0; index < Count; index++)
            yield return this[index];
    }

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    /// <summary>Lets the texts go.</summary>
    public void Dispose() => texts.Dispose();

    private ReadOnlySpan<byte> IdBytes(in SignedDocument document) =>
        chunks[document.Chunk].Facts.AsSpan(document.FactsStart, document.IdLength);

    private static string? Fact(byte[] facts, int start, int length) =>
        length == 0 ? null : Encoding.UTF8.GetString(facts.AsSpan(start, length));

    // The first eight bytes of ids that are not paths decide nearly always, and numbers sort fast; what they leave equal is compared in full.
    private void SortById()
    {
        var starts = new ulong[documents.Count];
        var order = new int[documents.Count];
        Span<byte> padded = stackalloc byte[8];
        for (var i = 0; i < order.Length; i++)
        {
            var id = IdBytes(in At(i));
            padded.Clear();
            id[..Math.Min(8, id.Length)].CopyTo(padded);
            starts[i] = BinaryPrimitives.ReadUInt64BigEndian(padded);
            order[i] = i;
        }

        Array.Sort(starts, order);
        for (var start = 0; start < order.Length;)
        {
            var end = start + 1;
            while (end < order.Length && starts[end] == starts[start])
                end++;
            if (end - start > 1)
                order.AsSpan(start, end - start).Sort((x, y) => CompareDocuments(in At(x), in At(y)));
            start = end;
        }

        documents = [.. order.Select(place => documents[place])];
    }

    private int CompareDocuments(in SignedDocument x, in SignedDocument y)
    {
        var byId = IdBytes(in x).SequenceCompareTo(IdBytes(in y));
        if (byId != 0)
            return byId;
        // Of several with one id the same one stays whatever order they come in.
        var byContent = x.ContentHash.CompareTo(y.ContentHash);
        if (byContent != 0)
            return byContent;
        var byDate = x.DateTicks.CompareTo(y.DateTicks);
        if (byDate != 0)
            return byDate;
        var bySequence = x.Sequence.CompareTo(y.Sequence);
        return bySequence != 0 ? bySequence : x.TextStart.CompareTo(y.TextStart);
    }

    // What one batch left behind, in arrays of just the right size.
    private readonly record struct Chunk(int Texts, byte[] Facts, ulong[] NearKeys, ulong[] ReuseKeys);
}
