using System.Buffers.Binary;
using System.Numerics;
using System.Runtime.CompilerServices;
using Dedupe.Kernels;

namespace Dedupe.Normalization;

/// <summary>
/// The tokenizer over blocks of 64 bytes. Folded bytes go to a buffer in which every word is one stretch. A block whose
/// non-ASCII characters only separate words (curly quotes, dashes) takes its word boundaries from a bit mask; one of
/// letters of two bytes gets such a mask from a flat table; any other goes character by character through the code
/// point table.
/// </summary>
internal sealed class BlockTokenizer<TBlock> : Tokenizer
    where TBlock : struct, IFoldBlock
{
    // Behind the write position there is room for what one block can fold to (the longest folded form has 33 bytes for
    // 3) and for the 16 bytes that a word hash loads.
    private const int Slack = 1024;

    private readonly CodePointTable table = CodePointTable.Shared;
    private byte[] folded = new byte[8192];
    // Where words start and end in the folded buffer: those placed and not hashed yet, then the start of the open word.
    private int[] foldedStarts = new int[4096 + BitPlaces.Room];
    private int[] foldedEnds = new int[4096 + BitPlaces.Room];
    private TokenBuffer output = new();
    private int written; // bytes in the folded buffer
    private int placed; // words that ended and are not hashed yet
    private bool open; // a word has begun
    private bool alone; // and it is a character of a script without spaces

    /// <inheritdoc/>
    [MethodImpl(Compile.Fully)]
    public override void Tokenize(ReadOnlySpan<byte> text, TokenBuffer tokens)
    {
        output = tokens;
        tokens.Clear();
        (written, placed, open, alone) = (0, 0, false, false);
        var at = 0;
        while (at + ScriptBlock.Readable <= text.Length)
        {
            EnsureRoom();
            var words = TBlock.Fold(text[at..], folded.AsSpan(written), out var notAscii, out var inside);
            if (notAscii == 0 && !alone)
            {
                Place(words, words, at);
                written += IFoldBlock.Size;
                at += IFoldBlock.Size;
            }
            else
            {
                at = TakeMixed(text, at, words, notAscii & ~inside);
            }
        }

        TakeCharacters(text, at, text.Length);
        EndWord(text.Length);
    }

    // A block that is not all ASCII; its last character may stand across its end.
    [MethodImpl(Compile.Fully)]
    private int TakeMixed(ReadOnlySpan<byte> text, int at, ulong words, ulong leads)
    {
        if (alone)
            return TakeCharacters(text, at, at + IFoldBlock.Size);
        var block = text.Slice(at, ScriptBlock.Readable);
        var room = folded.AsSpan(written);
        var all = words;
        if (ScriptBlock.TryFoldInPlace(block, leads, table.Script, room, ref all))
        {
            Place(all, all, at);
            written += IFoldBlock.Size + ScriptBlock.Behind(block);
        }
        else
        {
            var length = ScriptBlock.Fold(block, leads, table.Script, room, open, ref words, out var foldedWords);
            if (length < 0)
                return TakeCharacters(text, at, at + IFoldBlock.Size);
            Place(foldedWords, words, at);
            written += length;
        }

        return at + IFoldBlock.Size + ScriptBlock.Behind(block);
    }

    // Bits change where words start and end; an open word counts as a set bit below the lowest. The masks over folded
    // and original bytes have the same runs, at other places where folding changed lengths.
    [MethodImpl(Compile.Fully)]
    private void Place(ulong foldedWords, ulong words, int at)
    {
        output.Reserve(placed + 1 + BitPlaces.Room);
        var carry = open ? 1 : 0;
        var before = (words << 1) | (uint)carry;
        TBlock.Places(words & ~before, at, output.StartRoom[(placed + carry)..]);
        TBlock.Places(before & ~words, at, output.EndRoom[placed..]);
        var foldedBefore = (foldedWords << 1) | (uint)carry;
        TBlock.Places(foldedWords & ~foldedBefore, written, foldedStarts.AsSpan(placed + carry));
        TBlock.Places(foldedBefore & ~foldedWords, written, foldedEnds.AsSpan(placed));
        placed += BitOperations.PopCount(before & ~words);
        open = (long)words < 0;
    }

    // Many words at once, so that the loop over them seldom ends.
    [MethodImpl(Compile.Fully)]
    private void HashPlaced()
    {
        WordRuns.Hash(folded, foldedStarts, foldedEnds, output.HashRoom[..placed]);
        output.Advance(placed);
        foldedStarts[0] = foldedStarts[placed];
        placed = 0;
    }

    // One block's characters, or the last ones of the text. The state lives in locals: this is the speed of scripts
    // without spaces.
    [MethodImpl(Compile.Fully)]
    private int TakeCharacters(ReadOnlySpan<byte> text, int at, int limit)
    {
        EnsureRoom();
        HashPlaced();
        output.Reserve(limit - at + 1);
        var buffer = folded.AsSpan();
        var ascii = AsciiFold.Table;
        var (end, start, from, single) = (written, open ? foldedStarts[0] : -1, output.StartRoom[0], alone);
        while (at < limit)
        {
            if (start < 0 && text[at] >= 0xE4)
            {
                output.Advance(
                    LoneCharacters.Take(text, ref at, limit, output.HashRoom, output.StartRoom, output.EndRoom));
                if (at >= limit)
                    break;
            }

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

            // What ends the word before it; an accent or a mark does not, and belongs to it.
            if (start >= 0
                && (kind is CodePointClass.Separator or CodePointClass.Alone
                    || (single && kind == CodePointClass.Letter)))
            {
                output.Add(WordHash.InBuffer(buffer, start, end - start), from, at);
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
                var folds = CodePointTable.FoldLength(entry);
                if (folds <= 4)
                    BinaryPrimitives.WriteUInt32LittleEndian(
                        buffer[end..], folds == 0 ? raw : CodePointTable.FoldStart(entry));
                else
                    table.FoldOf(entry).CopyTo(buffer[end..]);
                end += folds == 0 ? length : folds;
            }

            at += length;
        }

        (written, open, alone) = (end, start >= 0, single);
        foldedStarts[0] = start;
        output.StartRoom[0] = from;
        return at;
    }

    private void EndWord(int at)
    {
        if (open)
            output.Add(WordHash.InBuffer(folded, foldedStarts[0], written - foldedStarts[0]), output.StartRoom[0], at);
        (open, alone) = (false, false);
    }

    // When the buffer is full it starts anew, with the open word at its front, so it stays in the cache; only a word
    // longer than it makes it grow.
    private void EnsureRoom()
    {
        if (written + Slack <= folded.Length)
            return;
        HashPlaced();
        var start = open ? foldedStarts[0] : written;
        folded.AsSpan(start, written - start).CopyTo(folded);
        written -= start;
        foldedStarts[0] = 0;
        if (written + Slack > folded.Length)
        {
            Array.Resize(ref folded, 2 * folded.Length);
            Array.Resize(ref foldedStarts, (folded.Length / 2) + BitPlaces.Room);
            Array.Resize(ref foldedEnds, (folded.Length / 2) + BitPlaces.Room);
        }
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
