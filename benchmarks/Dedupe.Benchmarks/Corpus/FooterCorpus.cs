namespace Dedupe.Benchmarks.Corpus;

/// <summary>Different stories, all with one footer of 60 words: no two are copies.</summary>
internal sealed class FooterCorpus : GeneratedCorpus
{
    private const int FooterWords = 60;

    private readonly TextUnits footer;
    private readonly TextUnits body = new();

    /// <summary>Invents the footer.</summary>
    public FooterCorpus(CorpusOptions options)
        : base(options, options.Documents)
    {
        var draw = Chances(Purpose.Shared, 0);
        Prose.ChooseTopic(draw);
        footer = Outlet.Boilerplate(Prose, draw, FooterWords);
        footer.Cut(FooterWords);
    }

    /// <inheritdoc/>
    public override void Compose(int index, Article article)
    {
        article.Clear();
        body.Clear();
        WriteStory(Chances(Purpose.Single, index), body, article.Title);
        body.Add(footer, 0, footer.Count);
        Print(body, FactsOf(index) with { Footer = -1, Box = false }, article);
    }

    /// <inheritdoc/>
    public override void Label(LabelWriter labels)
    {
        for (var index = 1; index < Count; index++)
            labels.Write(IdOf(index - 1), IdOf(index), Relation.Template);
    }
}
