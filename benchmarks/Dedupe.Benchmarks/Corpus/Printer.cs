using System.Buffers;

namespace Dedupe.Benchmarks.Corpus;

/// <summary>Units to UTF-8, as plain text or as it stands inside a JSON string.</summary>
internal sealed class Printer(Vocabulary vocabulary)
{
    private static readonly byte[] CurlyOpen = [0xE2, 0x80, 0x9C];
    private static readonly byte[] CurlyClose = [0xE2, 0x80, 0x9D];
    private static readonly byte[] CurlyApostrophe = [0xE2, 0x80, 0x99];
    private static readonly byte[] LongDash = [0x20, 0xE2, 0x80, 0x94];

    private readonly Spelling spellings = new(vocabulary.Language);

    /// <summary>Prints a text.</summary>
    /// <param name="text">The text.</param>
    /// <param name="output">Where to.</param>
    /// <param name="straight">Typewriter quotes and apostrophes.</param>
    /// <param name="json">Escaped for a JSON string.</param>
    /// <param name="spelling">Chances for other spellings of the words; null for the usual ones.</param>
    public void Print(TextUnits text, ArrayBufferWriter<byte> output, bool straight, bool json, Draw? spelling = null)
    {
        var units = text.Units;
        for (var i = 0; i < units.Length; i++)
        {
            var unit = units[i];
            var word = vocabulary.Bytes(unit & Unit.WordMask, (unit & Unit.Capital) != 0);
            if (spelling is not null)
                word = spellings.Of(word, spelling);
            var room = output.GetSpan(word.Length + 24);
            var at = 0;
            if (i > 0)
                at = Before(unit, room, straight, json);
            if ((unit & Unit.Open) != 0)
                at = Mark(room, at, CurlyOpen, straight, json);
            word.CopyTo(room[at..]);
            at = After(unit, room, at + word.Length, straight, json);
            output.Advance(at);
        }
    }

    private int Before(uint unit, Span<byte> room, bool straight, bool json)
    {
        if ((unit & Unit.Paragraph) != 0)
            return json ? Put(room, 0, "\\n\\n"u8) : Put(room, 0, "\n\n"u8);
        return (unit & Unit.JointMask) switch
        {
            Unit.Apostrophe => straight ? Put(room, 0, "'"u8) : Put(room, 0, CurlyApostrophe),
            Unit.Hyphen => Put(room, 0, "-"u8),
            Unit.DigitComma => Put(room, 0, ","u8),
            _ => vocabulary.Language == Language.Chinese ? 0 : Put(room, 0, " "u8),
        };
    }

    private int After(uint unit, Span<byte> room, int at, bool straight, bool json)
    {
        var wide = vocabulary.Language == Language.Chinese;
        at = (unit & Unit.AfterMask) switch
        {
            Unit.Comma => Put(room, at, wide ? "，"u8 : vocabulary.Language == Language.Arabic ? "،"u8 : ","u8),
            Unit.Stop => Put(room, at, wide ? "。"u8 : "."u8),
            Unit.Question => Put(room, at, wide ? "？"u8 : vocabulary.Language == Language.Arabic ? "؟"u8 : "?"u8),
            Unit.Dash => straight ? Put(room, at, " --"u8) : Put(room, at, LongDash),
            Unit.Colon => Put(room, at, ":"u8),
            _ => at,
        };
        return (unit & Unit.Close) != 0 ? Mark(room, at, CurlyClose, straight, json) : at;
    }

    private static int Mark(Span<byte> room, int at, byte[] curly, bool straight, bool json) =>
        Put(room, at, !straight ? curly : json ? "\\\""u8 : "\""u8);

    private static int Put(Span<byte> room, int at, ReadOnlySpan<byte> bytes)
    {
        bytes.CopyTo(room[at..]);
        return at + bytes.Length;
    }
}
