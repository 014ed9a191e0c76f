namespace Dedupe.Benchmarks.Corpus;

/// <summary>
/// One long agency story, cut and reworded by 100 outlets, among other stories with footers: one cluster, and nothing
/// else in it.
/// </summary>
internal sealed class StoryCorpus : GeneratedCorpus
{
    private const int Copies = 100;
    private const int StoryWords = 900;
    private const int Tries = 200;
    private const double LowestJaccard = 0.15;
    private const double HighestJaccard = 0.4;

    private readonly int[] places;
    private readonly int[] partOf;
    private readonly int[] tries = new int[Copies];
    private readonly TextUnits story = new();
    private readonly TextUnits body = new();

    /// <summary>Writes the story and hides its copies among the others.</summary>
    public StoryCorpus(CorpusOptions options)
        : base(options, options.Documents)
    {
        if (options.Documents < Copies)
            throw new UsageException($"--documents {options.Documents}: {Copies} copies need as many.");
        var draw = Chances(Purpose.Plan, 0);
        places = [.. Enumerable.Range(0, Count)];
        for (var i = Count - 1; i > 0; i--)
        {
            var j = draw.Below(i + 1);
            (places[i], places[j]) = (places[j], places[i]);
        }

        partOf = new int[Count];
        for (var part = 0; part < Count; part++)
            partOf[places[part]] = part;
        var original = Chances(Purpose.Story, 0);
        Prose.ChooseTopic(original);
        Prose.Write(story, original, StoryWords);
        story.BecomeOrigin();
        ChooseCopies();
    }

    /// <inheritdoc/>
    public override void Compose(int index, Article article)
    {
        article.Clear();
        body.Clear();
        var part = partOf[index];
        var facts = FactsOf(index);
        if (part >= Copies)
        {
            WriteStory(Chances(Purpose.Single, index), body, article.Title);
        }
        else
        {
            facts = facts with { Minute = 30 * 24 * 60 + (facts.Minute % (12 * 60)) };
            var draw = Chances(Purpose.Copy, (part * Tries) + tries[part]);
            Prose.ChooseTopic(draw);
            WriteTitle(draw, article.Title);
            Editing.Rework(story, body, draw, keepPerMille: 850, draw.Between(20, 50), draw.Between(40, 150));
        }

        Print(body, facts, article);
    }

    /// <inheritdoc/>
    public override void Label(LabelWriter labels)
    {
        var articles = new Article[Copies];
        for (var part = 0; part < Copies; part++)
            Compose(places[part], articles[part] = new Article());
        labels.WriteGroup(
            [.. places.Take(Copies).Select(IdOf)], [.. articles.Select(article => article.Text)], always: null);
        for (var part = Copies + 1; part < Count; part += 10)
            labels.Write(IdOf(places[part - 1]), IdOf(places[part]), Relation.None);
    }

    // Each copy is the first try that is as similar to all copies before it as the attack wants.
    private void ChooseCopies()
    {
        var article = new Article();
        var chosen = new List<KnownText>();
        for (var part = 0; part < Copies; part++)
        {
            KnownText text;
            do
            {
                if (++tries[part] == Tries)
                    throw new InvalidOperationException(
                        $"Copy {part} of the story cannot be made; try another --seed.");
                Compose(places[part], article);
                text = new KnownText(article.Text);
            }
            while (chosen.Any(other => KnownText.Compare(text, other).Jaccard is < LowestJaccard or > HighestJaccard));
            chosen.Add(text);
        }
    }
}
