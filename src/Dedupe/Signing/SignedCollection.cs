using System.Collections;
using System.Runtime.InteropServices;
using System.Text;
using Dedupe.Sources;
using Dedupe.Storage;

namespace Dedupe.Signing;

/// <summary>
/// The signed documents of a run under their final numbers, and what is known of each: facts, texts and keys. It never
/// changes, but for the keys, which are used up as they are read; safe from any thread.
/// </summary>
internal sealed class SignedCollection : IReadOnlyList<DocumentInfo>, IDisposable
{
    private const string AgainName = "again";

    private readonly SignedBlocks blocks;
    private readonly DocumentOrder order;
    private readonly Readings? readings;
    private readonly ReadOnlyMemory<SignedDocument> again; // by final number; empty unless documents were signed again

    private SignedCollection(
        SignedBlocks blocks, DocumentOrder order, IReadOnlyList<Rejection> rejections, CollectionKeys keys,
        ReadOnlyMemory<SignedDocument> again, Readings? readings)
    {
        (this.blocks, this.order, this.again, this.readings) = (blocks, order, again, readings);
        (Rejections, Keys) = (rejections, keys);
        Texts = new CollectionTexts(blocks, order, readings);
        for (var index = 0; index < Count; index++)
            TextBytes += IsEarlier(index) ? 0 : At(index).TextBytes;
    }

    /// <summary>The texts.</summary>
    public CollectionTexts Texts { get; }

    /// <summary>The keys.</summary>
    public CollectionKeys Keys { get; }

    /// <summary>What was not accepted, in order of source and line.</summary>
    public IReadOnlyList<Rejection> Rejections { get; }

    /// <summary>What was not accepted, or not understood, counted.</summary>
    public SignedNotes Notes => blocks.Notes;

    /// <summary>Bytes of all texts but those of an earlier run.</summary>
    public long TextBytes { get; }

    /// <summary>Whether some documents are those of an earlier run.</summary>
    public bool HasEarlier => blocks.HasEarlier;

    /// <inheritdoc/>
    public int Count => order.Count;

    /// <inheritdoc/>
    public DocumentInfo this[int index]
    {
        get
        {
            var title = TitleBytes(index);
            return new DocumentInfo(
                Id(index),
                title.IsEmpty ? null : Encoding.UTF8.GetString(title),
                Source(index),
                Date(index),
                At(index).Words)
            {
                ItemId = Encoding.UTF8.GetString(ItemBytes(index)),
                Version = Note(VersionBytes(index)),
                RevisionOf = Before(index) is >= 0 and var before ? Id(before) : null,
                Status = Note(StatusBytes(index)),
                Url = Note(UrlBytes(index)),
                Label = ItemLabel.Of(TitleBytes(index), StatusBytes(index)),
                Agency = Agency(index),
                IsEarlier = IsEarlier(index),
                File = File(index),
                Encoding = EncodingOf(index),
            };
        }
    }

    /// <summary>
    /// The documents that were signed, in order of their ids. Those with the id of another are rejected.
    /// </summary>
    public static SignedCollection Of(SignedBlocks blocks) => Of(blocks, DocumentOrder.Of(blocks));

    /// <summary>The same from the order that <see cref="Save"/> wrote, instead of sorting again.</summary>
    /// <param name="blocks">The documents of all parts.</param>
    /// <param name="part">What was written.</param>
    public static SignedCollection Load(SignedBlocks blocks, PartReader part)
    {
        var documents = Of(blocks, DocumentOrder.Load(part, blocks));
        if (part.Length(AgainName, 0) == 0)
            return documents;
        var entries = documents.ReplaceKeys();
        entries.Attach(part, 0);
        return documents.SignedAgain(part.Map<SignedDocument>(AgainName, 0), entries, new Readings(part));
    }

    /// <summary>Writes the order, and what was signed again.</summary>
    public void Save(PartWriter part)
    {
        order.Save(part);
        if (readings is null)
            return;
        part.Begin();
        part.Append(MemoryMarshal.AsBytes(again.Span));
        part.End(AgainName, 0);
        readings.Save(part);
        Keys.Entries.Save(part);
    }

    /// <summary>Lets the keys go, to sign all documents once more under their final numbers.</summary>
    /// <returns>Room for the new keys.</returns>
    public TierEntries ReplaceKeys()
    {
        var memory = Keys.Memory;
        Keys.Entries.Dispose();
        return new TierEntries(Keys.Near.Partitions, memory);
    }

    /// <summary>Begins to note what misread documents are read as.</summary>
    public Readings NewReadings() => new(Count, blocks.TextMemory);

    /// <summary>The same documents signed once more; this collection is not used any more.</summary>
    /// <param name="records">Their records, by final number.</param>
    /// <param name="entries">Their keys, under final numbers.</param>
    /// <param name="read">What they are read as.</param>
    public SignedCollection SignedAgain(
        ReadOnlyMemory<SignedDocument> records, TierEntries entries, Readings read) =>
        new(blocks, order, Rejections, new CollectionKeys(entries, [.. Enumerable.Range(0, Count)]), records, read);

    /// <summary>A document's record.</summary>
    public ref readonly SignedDocument At(int index)
    {
        if (again.IsEmpty)
            return ref blocks[order[index]];
        return ref again.Span[index];
    }

    /// <summary>A document's id.</summary>
    public string Id(int index) => Encoding.UTF8.GetString(IdBytes(index));

    /// <summary>What a document is known by, in UTF-8: its id, or, of a later version, that and the version.</summary>
    public ReadOnlySpan<byte> IdBytes(int index) =>
        order.Versions.Count > 0 && order.Versions.TryGetId(index, out var id) ? id : ItemBytes(index);

    /// <summary>A document's own id in UTF-8, which the versions of an item have in common.</summary>
    public ReadOnlySpan<byte> ItemBytes(int index) => blocks.IdOf(order[index]);

    /// <summary>The version before a document; -1 where there is none.</summary>
    public int Before(int index) => order.Versions.Before(index);

    /// <summary>A document's version in UTF-8; empty when unknown.</summary>
    public ReadOnlySpan<byte> VersionBytes(int index) => blocks.VersionOf(order[index]);

    /// <summary>A document's status in UTF-8; empty when unknown.</summary>
    public ReadOnlySpan<byte> StatusBytes(int index) => blocks.StatusOf(order[index]);

    /// <summary>A document's url in UTF-8; empty when unknown.</summary>
    public ReadOnlySpan<byte> UrlBytes(int index) => blocks.UrlOf(order[index]);

    /// <summary>A document's headline in UTF-8; empty when unknown.</summary>
    public ReadOnlySpan<byte> TitleBytes(int index) => blocks.TitleOf(order[index]);

    /// <summary>
    /// The input that a document came from, as people named it; null for one that was handed over in memory.
    /// </summary>
    public string? File(int index) => blocks.InputOf(order[index]) is { Length: > 0 } name ? name : null;

    /// <summary>The encoding that a document was read from, by its name; null for UTF-8.</summary>
    public string? EncodingOf(int index) =>
        TextEncodings.NameOf(At(index).CodePage) is not TextEncodings.Utf8 and var name ? name : null;

    /// <summary>A document's outlet, or null.</summary>
    public string? Source(int index) => Outlet(index) is > 0 and var outlet ? blocks.Outlets[outlet] : null;

    /// <summary>The outlets' names, by their numbers.</summary>
    public NameTable Outlets => blocks.Outlets;

    /// <summary>Number of a document's outlet; 0 when unknown.</summary>
    public int Outlet(int index) => blocks.OutletOf(order[index]);

    /// <summary>The agency a document is credited to, or null.</summary>
    public string? Agency(int index) => blocks.AgencyOf(order[index]) is > 0 and var agency
        ? blocks.Agencies[agency]
        : null;

    /// <summary>When a document was published, in UTC, or null.</summary>
    public DateTimeOffset? Date(int index) =>
        At(index).DateTicks is var ticks && ticks == long.MaxValue ? null : new DateTimeOffset(ticks, TimeSpan.Zero);

    /// <summary>Whether a document is one of an earlier run: known and reported already.</summary>
    public bool IsEarlier(int index) => blocks.IsEarlier(order[index]);

    /// <summary>Whether a pair is one to report: not when both are documents of an earlier run.</summary>
    public bool IsNewPair(int a, int b) => !HasEarlier || !IsEarlier(a) || !IsEarlier(b);

    /// <inheritdoc/>
    public IEnumerator<DocumentInfo> GetEnumerator()
    {
        for (var index = 0; index < Count; index++)
            yield return this[index];
    }

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    /// <summary>Lets texts, files and keys go; ids, titles and records stay.</summary>
    public void Dispose()
    {
        blocks.Dispose();
        readings?.Dispose();
        Keys.Entries.Dispose();
        Keys.Memory.Trim();
    }

    private static string? Note(ReadOnlySpan<byte> note) => note.IsEmpty ? null : Encoding.UTF8.GetString(note);

    private static SignedCollection Of(SignedBlocks blocks, DocumentOrder order)
    {
        order.RejectRepeats(blocks);
        return new SignedCollection(
            blocks, order, blocks.Notes.Rejected.ToList(blocks.Inputs.Contains),
            new CollectionKeys(blocks.Entries, order.Numbers), default, null);
    }
}
