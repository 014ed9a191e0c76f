using System.IO.Hashing;
using Dedupe.Normalization;
using Dedupe.Sources;

namespace Dedupe.Signing;

/// <summary>
/// The texts of a collection, read again from their files or from where they were kept; and what misread ones are read
/// as. Safe from any thread.
/// </summary>
/// <param name="blocks">The documents.</param>
/// <param name="order">Their numbers.</param>
/// <param name="readings">What misread texts are read as; null where nothing was misread.</param>
internal sealed class CollectionTexts(SignedBlocks blocks, DocumentOrder order, Readings? readings)
{
    /// <summary>A document's text. Valid until the next call with the same buffer.</summary>
    /// <exception cref="IOException">The text cannot be read any more, or its file has changed.</exception>
    public ReadOnlyMemory<byte> Read(int index, TextBuffer buffer)
    {
        var number = order[index];
        return blocks.Texts.Read(in blocks[number], blocks.BlockOf(number).Part, buffer);
    }

    /// <summary>
    /// A text will be read soon: the system may begin. Of a collection in parts alone, which may be larger than the
    /// memory that the system has for files.
    /// </summary>
    public void ReadAheadOf(int index)
    {
        var number = order[index];
        if (blocks.BlockOf(number).Part is { } part)
            blocks.Texts.ReadAheadOf(in blocks[number], part);
    }

    /// <summary>The error for a document whose text is not what was signed.</summary>
    public IOException Changed(int index)
    {
        var number = order[index];
        return blocks.Texts.Changed(in blocks[number], blocks.BlockOf(number).Part);
    }

    /// <summary>Whether a text is, byte for byte, that of a document.</summary>
    public bool IsTextOf(int index, ReadOnlySpan<byte> text) =>
        XxHash3.HashToUInt64(text) == blocks[order[index]].RawHash;

    /// <summary>Hash of the words of a document as they stand in its text.</summary>
    public UInt128 HashOf(int index) => readings?.TextHash(index) ?? blocks[order[index]].ContentHash;

    /// <summary>Whether documents are read as other words than stand in them.</summary>
    public bool AreMisread => readings is not null;

    /// <summary>Replaces the tokens of a document by what they are read as; only where texts are misread.</summary>
    /// <param name="index">The document.</param>
    /// <param name="tokens">Its tokens.</param>
    /// <param name="buffer">Used, and made larger, on the way.</param>
    /// <exception cref="IOException">The temporary file cannot be read.</exception>
    public void ReadAs(int index, TokenBuffer tokens, ref byte[] buffer) => readings!.Take(index, tokens, ref buffer);
}
