using System.IO.Hashing;
using System.Runtime.InteropServices;
using Dedupe.Normalization;
using Dedupe.Storage;

namespace Dedupe.Signing;

/// <summary>
/// The tokens that misread documents were read as: found once, kept in memory while the budget lasts, beyond it in a temporary file. Set and
/// taken from any thread.
/// </summary>
internal sealed class Readings(int documents, MemoryBudget budget) : IDisposable
{
    private const int TokenBytes = sizeof(ulong) + (2 * sizeof(int));

    private readonly TextStore store = new(budget);
    private readonly (UInt128 TextHash, long Place, int Tokens)[] readings = new (UInt128, long, int)[documents];

    /// <summary>Hash of the words of a document as they stand in its text.</summary>
    public UInt128 TextHash(int document) => readings[document].TextHash;

    /// <summary>Hash of some words.</summary>
    public static UInt128 HashOf(TokenBuffer tokens) => XxHash128.HashToUInt128(MemoryMarshal.AsBytes(tokens.Hashes));

    /// <summary>Keeps what a document was read as.</summary>
    /// <param name="document">The document.</param>
    /// <param name="textHash">Hash of its words as they stand.</param>
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
        readings[document] = (textHash, store.Add(bytes), count);
    }

    /// <summary>Replaces the tokens of a document by what they were read as.</summary>
    /// <param name="document">The document.</param>
    /// <param name="tokens">Its tokens.</param>
    /// <param name="buffer">Used, and made larger, on the way.</param>
    /// <exception cref="IOException">The temporary file cannot be read.</exception>
    public void Take(int document, TokenBuffer tokens, ref byte[] buffer)
    {
        var (_, place, count) = readings[document];
        var bytes = store.Read(place, count * TokenBytes, ref buffer).Span;
        tokens.Clear();
        tokens.Reserve(count);
        bytes[..(count * sizeof(ulong))].CopyTo(MemoryMarshal.AsBytes(tokens.HashRoom));
        bytes.Slice(count * sizeof(ulong), count * sizeof(int)).CopyTo(MemoryMarshal.AsBytes(tokens.StartRoom));
        bytes[^(count * sizeof(int))..].CopyTo(MemoryMarshal.AsBytes(tokens.EndRoom));
        tokens.Advance(count);
    }

    /// <summary>Removes the temporary file.</summary>
    public void Dispose() => store.Dispose();
}
