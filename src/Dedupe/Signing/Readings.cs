using System.Runtime.InteropServices;
using Dedupe.Normalization;
using Dedupe.Storage;

namespace Dedupe.Signing;

/// <summary>
/// The tokens that misread documents were read as: found once, kept in memory while the budget lasts, beyond it in a
/// temporary file. Set and taken from any thread.
/// </summary>
internal sealed class Readings : IDisposable
{
    private const int TokenBytes = sizeof(ulong) + (2 * sizeof(int));
    private const string PlacesName = "readings";
    private const string TokensName = "read as";

    private readonly TextStore? store;
    private readonly PartReader? file;
    private readonly Reading[] readings;

    /// <summary>Begins without readings.</summary>
    public Readings(int documents, MemoryBudget budget)
    {
        store = new TextStore(budget);
        readings = new Reading[documents];
    }

    /// <summary>Readings in a part file, as <see cref="Save"/> wrote them.</summary>
    public Readings(PartReader file)
    {
        this.file = file;
        readings = file.Read<Reading>(PlacesName, 0);
    }

    /// <summary>The <see cref="ContentHash"/> of a document as it stands in its text.</summary>
    public UInt128 TextHash(int document) => readings[document].TextHash;

    /// <summary>Keeps what a document was read as.</summary>
    /// <param name="document">The document.</param>
    /// <param name="textHash">The <see cref="ContentHash"/> of its text as it stands.</param>
    /// <param name="tokens">What they were read as.</param>
    /// <param name="buffer">Used, and made larger, on the way.</param>
    /// <exception cref="IOException">It had to go to the temporary file, and the disk is full.</exception>
    public void Keep(int document, UInt128 textHash, TokenBuffer tokens, ref byte[] buffer)
    {
        var count = tokens.Count;
        if (buffer.Length < count * TokenBytes)
            buffer = new byte[2 * count * TokenBytes];
        var bytes = buffer.AsSpan(0, count * TokenBytes);
        MemoryMarshal.AsBytes(tokens.Hashes).CopyTo(bytes);
        MemoryMarshal.AsBytes(tokens.Starts).CopyTo(bytes[(count * sizeof(ulong))..]);
        MemoryMarshal.AsBytes(tokens.Ends).CopyTo(bytes[(count * (sizeof(ulong) + sizeof(int)))..]);
        readings[document] = new Reading(textHash, store!.Add(bytes), count);
    }

    /// <summary>Replaces the tokens of a document by what they were read as.</summary>
    /// <param name="document">The document.</param>
    /// <param name="tokens">Its tokens.</param>
    /// <param name="buffer">Used, and made larger, on the way.</param>
    /// <exception cref="IOException">The temporary file cannot be read.</exception>
    public void Take(int document, TokenBuffer tokens, ref byte[] buffer)
    {
        var (_, place, count) = readings[document];
        var bytes = Bytes(place, (int)count * TokenBytes, ref buffer);
        tokens.Clear();
        tokens.Reserve((int)count);
        bytes[..((int)count * sizeof(ulong))].CopyTo(MemoryMarshal.AsBytes(tokens.HashRoom));
        bytes.Slice((int)count * sizeof(ulong), (int)count * sizeof(int))
            .CopyTo(MemoryMarshal.AsBytes(tokens.StartRoom));
        bytes[^((int)count * sizeof(int))..].CopyTo(MemoryMarshal.AsBytes(tokens.EndRoom));
        tokens.Advance((int)count);
    }

    /// <summary>Writes all readings to a part file.</summary>
    public void Save(PartWriter part)
    {
        var saved = store!.Saved();
        part.Write<Reading>(
            PlacesName, 0, Array.ConvertAll(readings, reading => reading with { Place = saved(reading.Place) }));
        part.Begin();
        store.Save(part);
        part.End(TokensName, 0);
    }

    /// <summary>Removes the temporary file.</summary>
    public void Dispose() => store?.Dispose();

    private ReadOnlySpan<byte> Bytes(long place, int length, ref byte[] buffer)
    {
        if (file is null)
            return store!.Read(place, length, ref buffer).Span;
        if (buffer.Length < length)
            buffer = new byte[2 * length];
        file.ReadAt(TokensName, 0, place, buffer.AsSpan(0, length));
        return buffer.AsSpan(0, length);
    }

    private readonly record struct Reading(UInt128 TextHash, long Place, long Tokens);
}
