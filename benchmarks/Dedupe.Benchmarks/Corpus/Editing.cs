namespace Dedupe.Benchmarks.Corpus;

/// <summary>What editors do to a story. All keep the origins of the words they leave.</summary>
internal sealed class Editing(Prose prose)
{
    /// <summary>
    /// Copies a text word by word; so many in a thousand are replaced (6 of 10), dropped (2) or followed by a new one
    /// (2).
    /// </summary>
    public void Reword(TextUnits from, int start, int end, TextUnits to, Draw draw, int perMille)
    {
        for (var i = start; i < end; i++)
        {
            var unit = from.Units[i];
            if (!draw.Chance(perMille))
            {
                to.Add(unit, from.Origins[i]);
                continue;
            }

            var how = draw.Below(10);
            // Words that carry marks or a joint are replaced, not dropped: the marks must stay balanced.
            if (how < 6 || (how < 8 && (unit & ~(Unit.WordMask | Unit.Quoted | Unit.Capital)) != 0))
            {
                to.Add(prose.AnyWord(draw) | (unit & ~Unit.WordMask & ~Unit.JointMask), TextUnits.Own);
            }
            else if (how >= 8)
            {
                to.Add(unit & ~(Unit.AfterMask | Unit.Close), from.Origins[i]);
                to.Add(prose.AnyWord(draw) | (unit & (Unit.AfterMask | Unit.Close | Unit.Quoted)), TextUnits.Own);
            }
        }
    }

    /// <summary>Cuts a text from the end, after the sentence in which the wanted share ends.</summary>
    public static void Truncate(TextUnits text, int perMille) =>
        text.Cut(text.SentenceEnd(Math.Max(0, (text.Count * perMille / 1000) - 1)));

    /// <summary>
    /// Merges a story with own prose: each paragraph of the story is kept so many times in a thousand, lightly
    /// reworded, and own paragraphs stand before, between and after.
    /// </summary>
    public void Rework(TextUnits from, TextUnits to, Draw draw, int keepPerMille, int rewordPerMille, int ownPerMille)
    {
        var size = from.Count;
        WriteOwn(to, draw, size * ownPerMille / 3000);
        for (var start = 0; start < size;)
        {
            var end = ParagraphEnd(from, start);
            if (draw.Chance(keepPerMille))
                Reword(from, start, end, to, draw, rewordPerMille);
            if (start <= size / 2 && end > size / 2)
                WriteOwn(to, draw, size * ownPerMille / 3000);
            start = end;
        }

        WriteOwn(to, draw, size * ownPerMille / 3000);
    }

    private void WriteOwn(TextUnits to, Draw draw, int words)
    {
        if (words > 0)
            prose.Write(to, draw, words);
    }

    private static int ParagraphEnd(TextUnits text, int start)
    {
        var end = start + 1;
        while (end < text.Count && (text.Units[end] & Unit.Paragraph) == 0)
            end++;
        return end;
    }
}
