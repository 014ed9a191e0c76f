using System.Buffers.Binary;
using System.Numerics;
using Dedupe.Kernels;

namespace Dedupe.Normalization;

/// <summary>
/// The tokenizer over blocks of 64 bytes. Folded bytes go to a buffer in which every word is one stretch. A block whose
/// non-ASCII characters only separate words (curly quotes, dashes) takes its word boundaries from a bit mask; any other block goes
/// character by character through the code point table.
/// </summary>
internal sealed class BlockTokenizer<TBlock> : Tokenizer
    where TBlock : struct, IFoldBlock
{
    // Behind the write position there is room for what one block can fold to (the longest folded form has 33 bytes for 3) and for the 16
    // bytes that a word hash loads.
    private const int Slack = 1024;

    private readonly CodePointTable table = CodePointTable.Shared;
    private byte[] folded = new byte[4096];
    private TokenBuffer output = new();
    private int written; // bytes in the folded buffer
    private int wordStart = -1; // in the folded buffer; -1 between words
    private int originalStart;
    private int originalEnd;
    private bool alone; // the open word is a character of a script without spaces

    /// <inheritdoc/>
    public override void Tokenize(ReadOnlySpan<byte> text, TokenBuffer tokens)
    {
        output = tokens;
        tokens.Clear();
        written = 0;
        wordStart = -1;
        alone = false;
        var at = 0;
        while (at + IFoldBlock.Size <= text.Length)
        {
            EnsureRoom();
            var words = TBlock.Fold(text[at..], folded.AsSpan(written), out var notAscii);
            if (!alone && (notAscii == 0 || OnlySeparators(text, at, notAscii)))
            {
                TakeBlock(words, at);
                at += IFoldBlock.Size;
            }
            else
            {
                at = TakeCharacters(text, at, at + IFoldBlock.Size);
            }
        }

        TakeCharacters(text, at, text.Length);
        output.Reserve(1);
        EndWord();
    }

    // Only first bytes of characters are looked at: bytes that continue one from the block before belong to a separator, for
    // anything else would have been taken whole by the other path.
    private bool OnlySeparators(ReadOnlySpan<byte> text, int at, ulong notAscii)
    {
        for (var rest = notAscii; rest != 0; rest &= rest - 1)
        {
            var place = at + BitOperations.TrailingZeroCount(rest);
            if (text[place] >= 0xC0 && CodePointTable.ClassOf(table.Entry(Decode(text, place, out _, out _))) != CodePointClass.Separator)
                return false;
        }

        return true;
    }

    // Bits change where words start and end; a word open from before counts as a set bit below the lowest.
    private void TakeBlock(ulong words, int at)
    {
        output.Reserve(IFoldBlock.Size / 2 + 1);
        var edges = words ^ ((words << 1) | (wordStart >= 0 ? 1UL : 0UL));
        var start = wordStart;
        var original = originalStart;
        while (edges != 0)
        {
            var edge = BitOperations.TrailingZeroCount(edges);
            edges &= edges - 1;
            if (start < 0)
            {
                start = written + edge;
                original = at + edge;
                if (edges == 0)
                    break;
                edge = BitOperations.TrailingZeroCount(edges);
                edges &= edges - 1;
            }

            // A word from an earlier block may have ended with characters of the other path: then its end is theirs.
            var end = written + edge;
            output.Add(WordHash.InBuffer(folded, start, end - start), original, edge == 0 ? originalEnd : at + edge);
            start = -1;
        }

        written += IFoldBlock.Size;
        wordStart = start;
        originalStart = original;
        originalEnd = at + IFoldBlock.Size;
    }

    // One block's characters, or the last ones of the text. The state lives in locals: this loop is the speed of every script but Latin.
    private int TakeCharacters(ReadOnlySpan<byte> text, int at, int limit)
    {
        EnsureRoom();
        output.Reserve(limit - at + 1);
        var buffer = folded.AsSpan();
        var ascii = AsciiFold.Table;
        var (end, start, from, to, single) = (written, wordStart, originalStart, originalEnd, alone);
        // The rest of a separator that the block before counted as its own.
        while (at < limit && (text[at] & 0xC0) == 0x80)
            at++;
        while (at < limit)
        {
            ulong entry;
            uint raw;
            var length = 1;
            CodePointClass kind;
            if (text[at] < 0x80)
            {
                raw = ascii[text[at]];
                entry = 0;
                kind = raw == 0 ? CodePointClass.Separator : CodePointClass.Letter;
            }
            else
            {
                entry = table.Entry(Decode(text, at, out length, out raw));
                kind = CodePointTable.ClassOf(entry);
            }

            // What ends the word before it; an accent or a mark does not.
            if (start >= 0 && (kind is CodePointClass.Separator or CodePointClass.Alone || (single && kind == CodePointClass.Letter)))
            {
                output.Add(WordHash.InBuffer(buffer, start, end - start), from, to);
                start = -1;
                single = false;
            }

            // An accent between words is nothing, and neither is a mark with nothing to stand on.
            if (kind is CodePointClass.Letter or CodePointClass.Alone || (kind == CodePointClass.Mark && start >= 0))
            {
                if (start < 0)
                {
                    start = end;
                    from = at;
                }

                single |= kind == CodePointClass.Alone;
                to = at + length;
                var folds = CodePointTable.FoldLength(entry);
                if (folds <= 4)
                    BinaryPrimitives.WriteUInt32LittleEndian(buffer[end..], folds == 0 ? raw : CodePointTable.FoldStart(entry));
                else
                    table.FoldOf(entry).CopyTo(buffer[end..]);
                end += folds == 0 ? length : folds;
            }
            else if (kind == CodePointClass.Ignored && start >= 0)
            {
                to = at + length;
            }

            at += length;
        }

        (written, wordStart, originalStart, originalEnd, alone) = (end, start, from, to, single);
        return at;
    }

    private void EndWord()
    {
        alone = false;
        if (wordStart < 0)
            return;
        output.Add(WordHash.InBuffer(folded, wordStart, written - wordStart), originalStart, originalEnd);
        wordStart = -1;
    }

    // Between words the buffer starts anew, so it stays in the cache; only a word longer than it makes it grow.
    private void EnsureRoom()
    {
        if (written + Slack <= folded.Length)
            return;
        if (wordStart < 0)
        {
            written = 0;
        }
        else if (wordStart > 0)
        {
            folded.AsSpan(wordStart, written - wordStart).CopyTo(folded);
            written -= wordStart;
            wordStart = 0;
        }

        if (written + Slack > folded.Length)
            Array.Resize(ref folded, 2 * folded.Length);
    }

    // The code point, its length, and its bytes as they stand, the first one lowest.
    private static int Decode(ReadOnlySpan<byte> text, int at, out int length, out uint raw)
    {
        uint first = text[at];
        uint second = text[at + 1];
        if (first < 0xE0)
        {
            length = 2;
            raw = first | (second << 8);
            return (int)(((first & 0x1F) << 6) | (second & 0x3F));
        }

        uint third = text[at + 2];
        if (first < 0xF0)
        {
            length = 3;
            raw = first | (second << 8) | (third << 16);
            return (int)(((first & 0x0F) << 12) | ((second & 0x3F) << 6) | (third & 0x3F));
        }

        uint fourth = text[at + 3];
        length = 4;
        raw = first | (second << 8) | (third << 16) | (fourth << 24);
        return (int)(((first & 0x07) << 18) | ((second & 0x3F) << 12) | ((third & 0x3F) << 6) | (fourth & 0x3F));
    }
}
