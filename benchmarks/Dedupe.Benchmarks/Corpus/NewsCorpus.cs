namespace Dedupe.Benchmarks.Corpus;

/// <summary>
/// News as it is printed: single stories, families of copies (edited, cut, merged with own prose, printed as they are),
/// unrelated stories with one quotation or one background paragraph in common, and the outlets' boilerplate over all.
/// </summary>
internal sealed class NewsCorpus : GeneratedCorpus
{
    private readonly NewsPlan plan;
    private readonly TextUnits story = new();
    private readonly TextUnits body = new();

    /// <summary>Plans the collection.</summary>
    public NewsCorpus(CorpusOptions options)
        : base(options, options.Documents) => plan = new NewsPlan(options);

    /// <inheritdoc/>
    public override void Compose(int index, Article article)
    {
        article.Clear();
        body.Clear();
        var facts = FactsOf(index);
        var group = plan.Groups[index];
        switch (plan.Roles[index])
        {
            case Role.Family:
                facts =
                    facts with { Minute = (int)(Draw.Mix((ulong)group) % (60 * 24 * 60)) + (facts.Minute % (12 * 60)) };
                ComposeMember(group, plan.Members[index], article);
                break;
            case Role.Quote:
                ComposeWithQuotation(index, group, article);
                break;
            case Role.Background:
                ComposeWithBackground(index, group, article);
                break;
            default:
                WriteStory(Chances(Purpose.Single, index), body, article.Title);
                break;
        }

        Print(body, facts, article);
    }

    /// <inheritdoc/>
    public override void Label(LabelWriter labels)
    {
        var members = new List<Article>();
        for (var group = 0; group < plan.GroupCount; group++)
        {
            var documents = plan.DocumentsOf(group);
            while (members.Count < documents.Length)
                members.Add(new Article());
            for (var member = 0; member < documents.Length; member++)
                Compose(documents[member], members[member]);
            labels.WriteGroup(
                [.. documents.ToArray().Select(IdOf)],
                    [.. members.Take(documents.Length).Select(article => article.Text)],
                plan.RoleOf(group) == Role.Quote ? Relation.Quote : null);
        }

        LabelUnrelated(labels);
    }

    private void ComposeMember(int group, int member, Article article)
    {
        story.Clear();
        var original = Chances(Purpose.Story, group);
        WriteStory(original, story, article.Title);
        story.BecomeOrigin();
        if (member == 0)
        {
            body.Add(story, 0, story.Count);
            return;
        }

        var draw = Chances(Purpose.Copy, (group * 64) + member);
        if (draw.Chance(500))
        {
            article.Title.Clear();
            WriteTitle(draw, article.Title);
        }

        if (draw.Chance(Options.ReworkPerMille))
        {
            Editing.Rework(story, body, draw, draw.Between(400, 800), draw.Between(10, 80), draw.Between(200, 900));
            return;
        }

        // Light edits are more frequent than heavy ones: the product of two draws, 1 to 20 %.
        var kind = draw.Below(100);
        Editing.Reword(
            story, 0, story.Count, body, draw, kind < 50 ? 10 + (draw.Below(1001) * draw.Below(191) / 1000) : 0);
        if (kind is >= 44 and < 72)
            Editing.Truncate(body, draw.Between(300, 900));
    }

    private void ComposeWithQuotation(int index, int group, Article article)
    {
        var draw = Chances(Purpose.Single, index);
        WriteStory(draw, body, article.Title, atLeast: 120);
        var quotation = Chances(Purpose.Shared, group);
        var start = body.Count;
        Prose.WriteWords(body, quotation, quotation.Between(20, 50));
        Prose.Quote(body.Units[start..]);
        for (var i = start; i < body.Count; i++)
            body.Origins[i] = i - start;
        Prose.AttributeQuotation(body, draw);
        Prose.Finish(body, start, Unit.Stop, paragraph: true);
        Prose.Write(body, draw, draw.Between(30, 200));
    }

    private void ComposeWithBackground(int index, int group, Article article)
    {
        var draw = Chances(Purpose.Single, index);
        WriteStory(draw, body, article.Title, atLeast: 450);
        var background = Chances(Purpose.Shared, group);
        var start = body.Count;
        Prose.ChooseTopic(background);
        Prose.Write(body, background, background.Between(28, 42), quotesPerMille: 0);
        for (var i = start; i < body.Count; i++)
            body.Origins[i] = i - start;
    }

    // Single texts one after the other: those that end with one footer share it and nothing else, the others share
    // nothing.
    private void LabelUnrelated(LabelWriter labels)
    {
        var last = new Dictionary<(int Outlet, int Footer), int>();
        var previous = -1;
        var wanted = Count / 20;
        for (int index = 0, templates = 0, unrelated = 0; index < Count && (templates < wanted || unrelated < wanted);
            index++)
        {
            if (plan.Roles[index] != Role.Single)
                continue;
            var facts = FactsOf(index);
            if (facts.Footer >= 0)
            {
                if (last.TryGetValue((facts.Outlet, facts.Footer), out var other) && templates++ < wanted)
                    labels.Write(IdOf(other), IdOf(index), Relation.Template);
                last[(facts.Outlet, facts.Footer)] = index;
            }

            if (previous >= 0 && FactsOf(previous).Outlet != facts.Outlet && unrelated++ < wanted)
                labels.Write(IdOf(previous), IdOf(index), Relation.None);
            previous = index;
        }
    }
}
