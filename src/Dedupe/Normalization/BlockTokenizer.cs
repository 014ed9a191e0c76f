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
    // Behind the write position there is always room for a block, for the longest folded form, and for the 16 bytes a word hash loads.
    private const int Slack = 256;

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
        EndWord();
    }

    // Only first bytes of characters are looked at: bytes that continue one from the block before belong to a separator, for
    // anything else would have been taken whole by the other path.
    private static bool OnlySeparators(ReadOnlySpan<byte> text, int at, ulong notAscii)
    {
        for (var rest = notAscii; rest != 0; rest &= rest - 1)
        {
            var place = at + BitOperations.TrailingZeroCount(rest);
            if (text[place] >= 0xC0 && CodePointTable.ClassOf(CodePointTable.Entry(Decode(text, place, out _))) != CodePointClass.Separator)
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

    private int TakeCharacters(ReadOnlySpan<byte> text, int at, int limit)
    {
        output.Reserve(limit - at + 1);
        // The rest of a separator that the block before counted as its own.
        while (at < limit && (text[at] & 0xC0) == 0x80)
            at++;
        while (at < limit)
        {
            var unit = text[at];
            if (unit < 0x80)
            {
                var small = AsciiFold.Table[unit];
                if (small == 0)
                    EndWord();
                else
                    TakeAscii(small, at);
                at++;
            }
            else
            {
                var entry = CodePointTable.Entry(Decode(text, at, out var length));
                Take(entry, text.Slice(at, length), at);
                at += length;
            }
        }

        return at;
    }

    private void TakeAscii(byte small, int at)
    {
        if (alone)
            EndWord();
        if (wordStart < 0)
            BeginWord(at);
        EnsureRoom();
        folded[written++] = small;
        originalEnd = at + 1;
    }

    private void Take(ulong entry, ReadOnlySpan<byte> original, int at)
    {
        var kind = CodePointTable.ClassOf(entry);
        switch (kind)
        {
            case CodePointClass.Separator:
                EndWord();
                return;
            case CodePointClass.Ignored:
                // An accent belongs to the word before it; between words it is nothing.
                if (wordStart >= 0)
                    originalEnd = at + original.Length;
                return;
            case CodePointClass.Mark when wordStart < 0:
                // A mark with nothing to stand on is no word.
                return;
            case CodePointClass.Alone:
                EndWord();
                break;
            case CodePointClass.Letter when alone:
                EndWord();
                break;
        }

        if (wordStart < 0)
            BeginWord(at);
        alone |= kind == CodePointClass.Alone;
        originalEnd = at + original.Length;
        EnsureRoom();
        var length = CodePointTable.FoldLength(entry);
        if (length == 0)
        {
            original.CopyTo(folded.AsSpan(written));
            written += original.Length;
        }
        else if (length <= 4)
        {
            BinaryPrimitives.WriteUInt32LittleEndian(folded.AsSpan(written), CodePointTable.FoldStart(entry));
            written += length;
        }
        else
        {
            CodePointTable.FoldOf(entry).CopyTo(folded.AsSpan(written));
            written += length;
        }
    }

    private void BeginWord(int at)
    {
        wordStart = written;
        originalStart = at;
    }

    private void EndWord()
    {
        alone = false;
        if (wordStart < 0)
            return;
        output.Reserve(1);
        EnsureRoom();
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

    private static int Decode(ReadOnlySpan<byte> text, int at, out int length)
    {
        var first = text[at];
        if (first < 0xE0)
        {
            length = 2;
            return ((first & 0x1F) << 6) | (text[at + 1] & 0x3F);
        }

        if (first < 0xF0)
        {
            length = 3;
            return ((first & 0x0F) << 12) | ((text[at + 1] & 0x3F) << 6) | (text[at + 2] & 0x3F);
        }

        length = 4;
        return ((first & 0x07) << 18) | ((text[at + 1] & 0x3F) << 12) | ((text[at + 2] & 0x3F) << 6) | (text[at + 3] & 0x3F);
    }
}
