namespace Dedupe.Benchmarks.Corpus;

/// <summary>
/// Three stories printed thousands of times each: as they are, with one word in a hundred changed, cut a little, with
/// footers. Buckets of thousands. Labels link each copy to the first of its story; all copies of one story are copies
/// of each other (score them with <c>--closed</c>).
/// </summary>
internal sealed class FloodCorpus(CorpusOptions options) : GeneratedCorpus(options, options.Documents)
{
    private const int Stories = 3;

    private readonly TextUnits story = new();
    private readonly TextUnits body = new();

    /// <inheritdoc/>
    public override void Compose(int index, Article article)
    {
        article.Clear();
        story.Clear();
        body.Clear();
        WriteStory(Chances(Purpose.Story, index % Stories), story, article.Title, atLeast: 200);
        story.BecomeOrigin();
        var draw = Chances(Purpose.Copy, index);
        var kind = index < Stories ? 0 : draw.Below(4);
        Editing.Reword(story, 0, story.Count, body, draw, kind == 1 ? 10 : 0);
        if (kind == 2)
            Editing.Truncate(body, draw.Between(850, 999));
        var facts = FactsOf(index);
        Print(body, kind == 3 ? facts with { Box = false } : facts with { Box = false, Footer = -1 }, article);
    }

    /// <inheritdoc/>
    public override void Label(LabelWriter labels)
    {
        var first = new Article();
        var other = new Article();
        for (var number = 0; number < Math.Min(Stories, Count); number++)
        {
            Compose(number, first);
            for (var index = number + Stories; index < Count; index += Stories)
            {
                Compose(index, other);
                labels.WriteGroup([IdOf(number), IdOf(index)], [first.Text, other.Text], always: null);
            }
        }
    }
}
