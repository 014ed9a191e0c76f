namespace Dedupe.Benchmarks.Corpus;

/// <summary>
/// A collection of articles, each a function of its number alone, and what is true about their pairs.
/// </summary>
internal abstract class GeneratedCorpus
{
    private const int Outlets = 40;

    /// <summary>Prepares vocabulary, prose and outlets.</summary>
    protected GeneratedCorpus(CorpusOptions options, int count)
    {
        Options = options;
        Count = count;
        Vocabulary = Vocabulary.Build(options.Language, options.Seed);
        Prose = new Prose(Vocabulary, options.Seed);
        Editing = new Editing(Prose);
        AllOutlets = Outlet.Invent(Outlets, Vocabulary, Prose, options.Seed);
    }

    /// <summary>What is generated.</summary>
    public CorpusOptions Options { get; }

    /// <summary>How many articles.</summary>
    public int Count { get; }

    /// <summary>The words.</summary>
    public Vocabulary Vocabulary { get; }

    /// <summary>The newspapers.</summary>
    public Outlet[] AllOutlets { get; }

    /// <summary>Writes new prose.</summary>
    protected Prose Prose { get; }

    /// <summary>Changes old prose.</summary>
    protected Editing Editing { get; }

    /// <summary>Makes an article; the same whenever it is asked for.</summary>
    public abstract void Compose(int index, Article article);

    /// <summary>Says what is true.</summary>
    public abstract void Label(LabelWriter labels);

    /// <summary>The id of an article: as random as the ids of a real collection, and one of its own.</summary>
    public string IdOf(int index)
    {
        // Odd multiplications and xor-shifts: one to one on 32 bits.
        var id = ((uint)index * 0x9E3779B1u) ^ (uint)Options.Seed;
        id = (id ^ (id >> 15)) * 0x85EBCA77u;
        id = (id ^ (id >> 13)) * 0xC2B2AE3Du;
        return (id ^ (id >> 16)).ToString("x8");
    }

    /// <summary>Chances for how an article spells its words; null for the usual spelling.</summary>
    public Draw? SpellingOf(int index)
    {
        var draw = Chances(Purpose.Spelling, index);
        return Options.Variants && draw.Chance(500) ? draw : null;
    }

    /// <summary>Chances for a purpose.</summary>
    protected Draw Chances(Purpose purpose, int number) => new(Options.Seed, (ulong)purpose, (ulong)number);

    /// <summary>Writes a new story of log-normal length and its headline.</summary>
    protected void WriteStory(Draw draw, TextUnits text, TextUnits title, int atLeast = 50)
    {
        Prose.ChooseTopic(draw);
        Prose.Write(text, draw, Math.Clamp(draw.LogNormal(Options.MedianWords, 550), atLeast, 4000));
        WriteTitle(draw, title);
    }

    /// <summary>Writes a headline on the topic at hand.</summary>
    protected void WriteTitle(Draw draw, TextUnits title)
    {
        Prose.WriteWords(title, draw, draw.Between(5, 9));
        title.Units[0] |= Unit.Capital;
        title.Units[^1] &= ~Unit.AfterMask;
    }

    /// <summary>Puts the outlet's boilerplate around a text.</summary>
    protected void Print(TextUnits body, Facts facts, Article article)
    {
        var outlet = AllOutlets[facts.Outlet];
        article.Outlet = facts.Outlet;
        article.Minute = facts.Minute;
        article.Footer = facts.Footer;
        var middle = 0;
        if (facts.Box)
        {
            for (middle = body.Count / 2; middle < body.Count && (body.Units[middle] & Unit.Paragraph) == 0;)
                middle++;
            article.Text.Add(body, 0, middle);
            article.Text.Add(outlet.Box, 0, outlet.Box.Count);
        }

        article.Text.Add(body, middle, body.Count);
        if (facts.Footer >= 0)
            article.Text.Add(outlet.Footers[facts.Footer], 0, outlet.Footers[facts.Footer].Count);
    }

    /// <summary>What is known of an article before its text: outlet, boilerplate, time.</summary>
    protected Facts FactsOf(int index)
    {
        var draw = Chances(Purpose.Facts, index);
        var outlet = draw.Below(AllOutlets.Length);
        var footer = draw.Chance(Options.BoilerplatePerMille) ? draw.Below(AllOutlets[outlet].Footers.Length) : -1;
        return new Facts(outlet, footer, draw.Chance(Options.BoilerplatePerMille * 2 / 5), draw.Below(60 * 24 * 60));
    }

    /// <summary>What is known of an article before its text.</summary>
    /// <param name="Outlet">Number of the outlet.</param>
    /// <param name="Footer">Number of its footer; -1 for none.</param>
    /// <param name="Box">Whether the outlet's box stands in the middle.</param>
    /// <param name="Minute">When it was published.</param>
    protected readonly record struct Facts(int Outlet, int Footer, bool Box, int Minute);
}
