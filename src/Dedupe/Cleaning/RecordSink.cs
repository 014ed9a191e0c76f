using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using Dedupe.Sources.Framing;

namespace Dedupe.Cleaning;

/// <summary>
/// Takes out the records of a plan, each known by its place, its id and its text, and sums up all that stays.
/// </summary>
/// <param name="going">The records that go; none: what is there is summed up.</param>
/// <param name="checks">What is looked at.</param>
internal sealed class RecordSink(IEnumerable<PlannedRecord> going, SafetyChecks checks) : IFilterSink, IDisposable
{
    private readonly Dictionary<(long, string, string), PlannedRecord> left =
        going.ToDictionary(static record => record.Place);
    private readonly IncrementalHash sum = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);

    /// <inheritdoc/>
    public bool Keeps { get; set; } = true;

    /// <inheritdoc/>
    public bool KeepsRejected => true;

    /// <summary>Whether every record that goes was met.</summary>
    public bool MetAll => left.Count == 0;

    /// <summary>What stays: records, and what is none.</summary>
    public (long Records, long Rejected) Kept { get; private set; }

    /// <inheritdoc/>
    public void Accept(in Document document, Origin origin)
    {
        var place = (origin.Line, Encoding.UTF8.GetString(document.Id.Span),
            Encoding.UTF8.GetString(Document.NoteOf(document.Version)));
        Keeps = !left.TryGetValue(place, out var record)
            || (checks.HasFlag(SafetyChecks.RecordText) && HashOf(document) != record.TextHash);
        if (!Keeps)
        {
            left.Remove(place);
            return;
        }

        Kept = Kept with { Records = Kept.Records + 1 };
        // Not the id: it may be the number of the line, and that is another one then.
        Add(document.Text.Span);
        Add(document.Title.Span);
        Add(document.Source.Span);
    }

    /// <inheritdoc/>
    public void Reject(Rejection rejection)
    {
        Keeps = true;
        Kept = Kept with { Rejected = Kept.Rejected + 1 };
    }

    /// <summary>The SHA-256 of a text, hexadecimal.</summary>
    public static string HashOf(in Document document) =>
        Convert.ToHexStringLower(SHA256.HashData(document.Text.Span));

    /// <summary>The checksum of all that stays, in its order.</summary>
    public string Sum() => Convert.ToHexStringLower(sum.GetHashAndReset());

    /// <inheritdoc/>
    public void Dispose() => sum.Dispose();

    private void Add(ReadOnlySpan<byte> part)
    {
        Span<byte> length = stackalloc byte[4];
        BinaryPrimitives.WriteInt32LittleEndian(length, part.Length);
        sum.AppendData(length);
        sum.AppendData(part);
    }
}
