namespace Dedupe.Benchmarks.Corpus;

/// <summary>One newspaper: its name, its marks and its boilerplate.</summary>
/// <param name="Name">The name, as the source field has it.</param>
/// <param name="Straight">Whether it prints typewriter quotes and apostrophes.</param>
/// <param name="Footers">What may stand under an article.</param>
/// <param name="Box">What may stand between two paragraphs.</param>
internal sealed record Outlet(byte[] Name, bool Straight, TextUnits[] Footers, TextUnits Box)
{
    /// <summary>Invents outlets.</summary>
    public static Outlet[] Invent(int count, Vocabulary vocabulary, Prose prose, ulong seed)
    {
        var outlets = new Outlet[count];
        for (var i = 0; i < count; i++)
        {
            var draw = new Draw(seed, 0x4F55544C, (ulong)i);
            prose.ChooseTopic(draw);
            byte[] name = [.. InventName(vocabulary, draw), (byte)' ', .. InventName(vocabulary, draw)];
            TextUnits[] footers =
                [.. Enumerable.Range(0,
                    draw.Between(1, 3)).Select(_ => Boilerplate(prose, draw, draw.Between(25, 60)))];
            outlets[i] = new Outlet(name, draw.Chance(200), footers, Boilerplate(prose, draw, draw.Between(10, 20)));
        }

        return outlets;
    }

    /// <summary>Boilerplate of about so many words.</summary>
    public static TextUnits Boilerplate(Prose prose, Draw draw, int words)
    {
        var text = new TextUnits();
        prose.Write(text, draw, words, quotesPerMille: 0);
        text.BecomeBoilerplate();
        return text;
    }

    private static byte[] InventName(Vocabulary vocabulary, Draw draw) =>
        vocabulary.Bytes((uint)draw.Between(vocabulary.FirstName, vocabulary.FirstContent - 1), withCapital: true)
            .ToArray();
}
