using System.Security.Cryptography;
using System.Text;
using Dedupe.Batch;
using Dedupe.Batch.Removal;
using Dedupe.Sources;
using Dedupe.Sources.Framing;

namespace Dedupe.Cleaning;

/// <summary>
/// Finds records of one file by reading it as it would be written again, so that their places are those that applying
/// meets. Nothing is written.
/// </summary>
/// <param name="file">The file as the run shows it.</param>
/// <param name="run">What becomes of the documents of the run.</param>
/// <param name="rejected">What the run rejected though it can be read.</param>
/// <param name="wanted">The records that are looked for.</param>
internal sealed class RecordPlaces(
    string file, RemovalPlan run, RejectedDocuments rejected, IReadOnlySet<RemovalMember> wanted) : IFilterSink
{
    private readonly Dictionary<RemovalMember, PlannedRecord?> found = [];

    /// <inheritdoc/>
    public bool Keeps { get; set; } = true;

    /// <inheritdoc/>
    public bool KeepsRejected => true;

    /// <summary>The format of the file; null before it was read.</summary>
    public string? Format { get; private set; }

    /// <summary>Why none of the records can go; null: they can.</summary>
    public string? WhyKept { get; private set; }

    /// <summary>A record; null where it was not met, or is not the only one of its kind.</summary>
    public PlannedRecord? Of(RemovalMember member) => found.GetValueOrDefault(member);

    /// <summary>Reads the file.</summary>
    /// <param name="files">Reads files of records.</param>
    /// <param name="open">The file, open.</param>
    /// <param name="input">What it is.</param>
    /// <param name="options">How it is read.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <exception cref="IOException">It cannot be read.</exception>
    public async Task ReadAsync(
        RecordFiles files, CheckedFile open, InputFile input, SourceOptions options,
        CancellationToken cancellationToken)
    {
        using (var filter = files.Open(open, input))
        {
            await filter.StartAsync(cancellationToken);
            Format = filter.File.Format.Name;
            WhyKept = filter.File.Format.IsOneDocument
                ? "it is one document"
                : filter.WhyKeptWhole(cancellationToken);
            if (WhyKept is null && !await KeepsAllBytesAsync(filter, cancellationToken))
                WhyKept = "some of it is no record and would be lost";
            if (filter.MetDamage)
                WhyKept = "it is damaged";
        }

        if (wanted.All(found.ContainsKey))
            return;
        // Kept whole after all, as what is no UTF-8; its records can still be what others go for.
        WhyKept ??= "it is not written again";
        found.Clear();
        var source = new FileSource([input.Shown], options, RecordFiles.Environment(open));
        await foreach (var batch in source.ReadAsync(cancellationToken))
        {
            using (batch)
                batch.Read(this);
        }
    }

    // Whether the file without loss of a record is the file: then what is no record stays as well.
    private async Task<bool> KeepsAllBytesAsync(FileFilter filter, CancellationToken cancellationToken)
    {
        using var taken = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        using var given = SHA256.Create();
        filter.SumUp(taken);
        using (var output = new CryptoStream(Stream.Null, given, CryptoStreamMode.Write, leaveOpen: true))
            await filter.WriteAsync(this, output, cancellationToken, packs: false);
        return !filter.IsByteForByte || taken.GetHashAndReset().AsSpan().SequenceEqual(given.Hash);
    }

    /// <inheritdoc/>
    public void Accept(in Document document, Origin origin)
    {
        Keeps = true;
        if (rejected.TryFind(origin, out _)
            || run.Find(document.Id.Span, Document.NoteOf(document.Version)) is not { } member
            || member.File != file || !wanted.Contains(member))
            return;
        found[member] = found.ContainsKey(member) ? null : new PlannedRecord(
            file, origin.Line, Encoding.UTF8.GetString(document.Id.Span),
            Encoding.UTF8.GetString(Document.NoteOf(document.Version)), RecordSink.HashOf(document));
    }

    /// <inheritdoc/>
    public void Reject(Rejection rejection) => Keeps = true;
}
