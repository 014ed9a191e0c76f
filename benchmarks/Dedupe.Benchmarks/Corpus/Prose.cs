namespace Dedupe.Benchmarks.Corpus;

/// <summary>
/// Writes prose that no one wrote before: function words and content words by frequency, each text with its own names
/// and topical words, stock phrases that all texts share, figures, quotations with their speakers, sentences and
/// paragraphs.
/// </summary>
internal sealed class Prose
{
    private const int Phrases = 4000;
    private const int TopicNames = 10;
    private const int TopicWords = 50;
    private const int SentencesInParagraph = 3;

    private readonly Vocabulary vocabulary;
    private readonly RankedChoice functions;
    private readonly RankedChoice contents;
    private readonly RankedChoice names;
    private readonly RankedChoice phraseChoice = new(Phrases, 20);
    private readonly uint[][] phrases;
    private readonly uint[] topicNames = new uint[TopicNames];
    private readonly uint[] topicWords = new uint[TopicWords];

    /// <summary>Makes a writer.</summary>
    public Prose(Vocabulary vocabulary, ulong seed)
    {
        this.vocabulary = vocabulary;
        functions = new RankedChoice(vocabulary.FunctionCount, 2);
        names = new RankedChoice(vocabulary.FirstContent - vocabulary.FirstName, 30);
        contents = new RankedChoice(vocabulary.Count - vocabulary.FirstContent, 12);
        var draw = new Draw(seed, 0x50485241);
        phrases = new uint[Phrases][];
        for (var i = 0; i < Phrases; i++)
        {
            phrases[i] = new uint[draw.Between(3, 7)];
            for (var j = 0; j < phrases[i].Length; j++)
                phrases[i][j] = draw.Chance(550) ? (uint)functions.Next(draw) : Content(draw);
        }
    }

    /// <summary>Chooses what the next texts are about.</summary>
    public void ChooseTopic(Draw draw)
    {
        for (var i = 0; i < TopicNames; i++)
            topicNames[i] = (uint)(vocabulary.FirstName + names.Next(draw));
        for (var i = 0; i < TopicWords; i++)
            topicWords[i] = Content(draw);
    }

    /// <summary>Adds whole sentences until at least so many words are added; the first opens a paragraph.</summary>
    /// <param name="text">Where to.</param>
    /// <param name="draw">The chances.</param>
    /// <param name="words">How many words at least.</param>
    /// <param name="quotesPerMille">How many sentences in a thousand are quotations.</param>
    public void Write(TextUnits text, Draw draw, int words, int quotesPerMille = 160)
    {
        var end = text.Count + words;
        for (var first = true; text.Count < end; first = false)
        {
            var paragraph = first || draw.Below(SentencesInParagraph) == 0;
            if (draw.Chance(quotesPerMille))
                WriteQuotation(text, draw, draw.Between(8, 30), paragraph);
            else
                WriteSentence(text, draw, draw.Between(5, 17) + draw.Between(3, 17), paragraph);
        }
    }

    /// <summary>Adds a sentence of about so many words.</summary>
    public void WriteSentence(TextUnits text, Draw draw, int words, bool paragraph)
    {
        var start = text.Count;
        WriteWords(text, draw, words);
        Finish(text, start, draw.Chance(20) ? Unit.Question : Unit.Stop, paragraph);
    }

    /// <summary>Adds a quotation of about so many words, and who said it.</summary>
    public void WriteQuotation(TextUnits text, Draw draw, int words, bool paragraph)
    {
        var start = text.Count;
        WriteWords(text, draw, words);
        Quote(text.Units[start..]);
        AttributeQuotation(text, draw);
        Finish(text, start, Unit.Stop, paragraph);
    }

    /// <summary>Makes words a quotation that ends with a comma.</summary>
    public static void Quote(Span<uint> units)
    {
        foreach (ref var unit in units)
            unit |= Unit.Quoted;
        units[0] |= Unit.Open | Unit.Capital;
        units[^1] = (units[^1] & ~Unit.AfterMask) | Unit.Comma | Unit.Close;
    }

    /// <summary>Adds who said it: a name, and what that one is.</summary>
    public void AttributeQuotation(TextUnits text, Draw draw)
    {
        text.Add(topicNames[draw.Below(TopicNames)] | Unit.Capital);
        text.Add(topicNames[draw.Below(TopicNames)] | Unit.Capital);
        text.Add((uint)functions.Next(draw));
        if (draw.Chance(500))
            WriteWords(text, draw, draw.Between(2, 8));
    }

    /// <summary>Makes what was added since a place a sentence.</summary>
    public static void Finish(TextUnits text, int start, uint end, bool paragraph)
    {
        var units = text.Units;
        units[start] |= Unit.Capital | (paragraph ? Unit.Paragraph : 0);
        units[^1] = (units[^1] & ~Unit.AfterMask) | end;
    }

    /// <summary>Adds a name, as a sentence has it.</summary>
    public void WriteName(TextUnits text, Draw draw) =>
        text.Add((uint)(vocabulary.FirstName + names.Next(draw)) | Unit.Capital);

    /// <summary>A single word as an editor might put in.</summary>
    public uint AnyWord(Draw draw) => draw.Chance(400) ? (uint)functions.Next(draw) : Content(draw);

    /// <summary>Adds words without a sentence's start and end.</summary>
    public void WriteWords(TextUnits text, Draw draw, int words)
    {
        for (var end = text.Count + words; text.Count < end;)
        {
            var kind = draw.Below(1000);
            if (kind < 440)
                text.Add((uint)functions.Next(draw));
            else if (kind < 800)
                text.Add(draw.Chance(350) ? topicWords[draw.Below(TopicWords)] : Content(draw));
            else if (kind < 850)
                WriteTopicName(text, draw);
            else if (kind < 866)
                WritePhrase(text, draw);
            else if (kind < 886)
                WriteFigure(text, draw);
            else
                text.Add(
                    Content(draw) | (kind < 940 ? Unit.Comma : kind < 944 ? Unit.Dash : kind < 946 ? Unit.Colon : 0));
            if (kind is >= 990)
                text.Add(Content(draw) | Unit.Hyphen);
        }
    }

    private uint Content(Draw draw) => (uint)(vocabulary.FirstContent + contents.Next(draw));

    private void WriteTopicName(TextUnits text, Draw draw)
    {
        text.Add(topicNames[draw.Below(TopicNames)] | Unit.Capital);
        if (draw.Chance(400))
            text.Add(topicNames[draw.Below(TopicNames)] | Unit.Capital);
        if (draw.Chance(250) && vocabulary.Language == Language.English)
            text.Add(vocabulary.Possessive | Unit.Apostrophe);
    }

    private void WritePhrase(TextUnits text, Draw draw)
    {
        foreach (var word in phrases[phraseChoice.Next(draw)])
            text.Add(word);
    }

    private void WriteFigure(TextUnits text, Draw draw)
    {
        var kind = draw.Below(4);
        if (kind == 0)
            text.Add(vocabulary.Figure(draw.Between(1990, 2026)));
        else
            text.Add(vocabulary.Figure(draw.Between(1, kind == 1 ? 999 : 60)));
        if (kind == 3)
            text.Add(vocabulary.Figure(draw.Between(100, 999)) | Unit.DigitComma);
    }
}
