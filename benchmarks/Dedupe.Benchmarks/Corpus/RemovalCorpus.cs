namespace Dedupe.Benchmarks.Corpus;

/// <summary>
/// What a careless removal of copies loses text of. Of every ten documents: an alert that is the lead of a story, the
/// story, a cut of it, the story printed again, the story with a paragraph more, a digest of leads, a live blog that
/// holds the story, a live blog of before, a copy edited lightly, and a text by itself.
/// </summary>
internal sealed class RemovalCorpus(CorpusOptions options) : GeneratedCorpus(options, options.Documents)
{
    private const int Parts = 10;
    private const int LeadsOfDigest = 20;
    private const int Spread = 7919; // a digest's stories are not each other's neighbours

    private readonly TextUnits story = new();
    private readonly TextUnits title = new();
    private readonly TextUnits body = new();

    /// <inheritdoc/>
    public override void Compose(int index, Article article)
    {
        article.Clear();
        body.Clear();
        var (group, part) = (index / Parts, index % Parts);
        var facts = FactsOf(index);
        var draw = Chances(Purpose.Copy, index);
        if (part != Parts - 1)
        {
            // All within a day, the alert first.
            facts = facts with { Minute = (int)(Draw.Mix((ulong)group) % (60 * 24 * 60)) + (part * 20) };
            WriteStoryOf(group);
            article.Title.Add(title, 0, title.Count);
        }

        Write(part, group, draw, article.Title);
        Print(body, part == 0 ? facts with { Footer = -1, Box = false } : facts, article);
    }

    /// <inheritdoc/>
    public override void Label(LabelWriter labels)
    {
        for (var index = 1; index < Count; index++)
        {
            if (index % Parts == 3)
                labels.Write(IdOf(index - 2), IdOf(index), Relation.Identical);
        }
    }

    private void Write(int part, int group, Draw draw, TextUnits headline)
    {
        switch (part)
        {
            case 0:
                body.Add(story, 0, story.SentenceEnd(14));
                break;
            case 2:
                body.Add(story, 0, story.Count);
                Editing.Truncate(body, draw.Between(300, 900));
                break;
            case 4:
                body.Add(story, 0, story.Count);
                Prose.Write(body, draw, draw.Between(10, 120));
                break;
            case 5:
                headline.Clear();
                WriteTitle(draw, headline);
                for (var lead = 0; lead < LeadsOfDigest; lead++)
                {
                    if (lead > 0)
                        WriteStoryOf(group + (lead * Spread));
                    body.Add(story, 0, story.SentenceEnd(lead == 0 ? 150 : 60));
                }

                break;
            case 6:
                Prose.Write(body, draw, draw.Between(100, 400));
                body.Add(story, 0, story.Count);
                Prose.Write(body, draw, draw.Between(100, 400));
                break;
            case 7:
                Prose.Write(body, draw, draw.Between(40, 200));
                body.Add(story, 0, story.SentenceEnd(story.Count / 2));
                break;
            case 8:
                Edit(draw, draw.Between(5, 120));
                break;
            case Parts - 1:
                WriteStory(draw, body, headline);
                break;
            default:
                body.Add(story, 0, story.Count);
                break;
        }
    }

    // Other words here and there. Whole runs of words stand between them, so that what is lost can be counted by runs.
    private void Edit(Draw draw, int perMille)
    {
        const int Apart = 8;
        var last = 0;
        for (var i = 0; i < story.Count; i++)
        {
            var isEdited = i - last >= Apart && story.Count - i > Apart && draw.Chance(perMille);
            last = isEdited ? i : last;
            body.Add(
                isEdited ? Prose.AnyWord(draw) | (story.Units[i] & ~Unit.WordMask & ~Unit.JointMask) : story.Units[i],
                story.Origins[i]);
        }
    }

    private void WriteStoryOf(int group)
    {
        story.Clear();
        title.Clear();
        WriteStory(Chances(Purpose.Story, group), story, title, atLeast: 160);
        story.BecomeOrigin();
    }
}
