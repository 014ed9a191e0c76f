namespace Dedupe.Benchmarks.Corpus;

/// <summary>
/// Texts each of which begins with the end of the one before and shares nothing with any other: a chain that must not
/// become a cluster.
/// </summary>
internal sealed class ChainCorpus(CorpusOptions options) : GeneratedCorpus(options, options.Documents)
{
    private const int OriginsPerLink = 10_000;

    private readonly TextUnits body = new();

    /// <inheritdoc/>
    public override void Compose(int index, Article article)
    {
        article.Clear();
        body.Clear();
        var draw = Chances(Purpose.Single, index);
        var shared = Options.MedianWords * Options.OverlapPercent / 100;
        AddLink(index - 1, shared);
        Prose.ChooseTopic(draw);
        WriteTitle(draw, article.Title);
        Prose.Write(body, draw, Math.Max(10, Options.MedianWords - (2 * shared)));
        AddLink(index, shared);
        Print(body, FactsOf(index) with { Footer = -1, Box = false }, article);
    }

    /// <inheritdoc/>
    public override void Label(LabelWriter labels)
    {
        Article[] last = [new(), new(), new()];
        for (var index = 0; index < Count; index++)
        {
            Compose(index, last[index % 3]);
            for (var back = 1; back <= Math.Min(2, index); back++)
                labels.WriteGroup(
                    [IdOf(index - back), IdOf(index)], [last[(index - back) % 3].Text, last[index % 3].Text],
                    always: null);
        }
    }

    // The prose that text "number" ends with and the next one begins with.
    private void AddLink(int number, int words)
    {
        var draw = Chances(Purpose.Shared, number + 1);
        var start = body.Count;
        Prose.ChooseTopic(draw);
        Prose.Write(body, draw, words, quotesPerMille: 0);
        for (var i = start; i < body.Count; i++)
            body.Origins[i] = ((number + 1) * OriginsPerLink) + i - start;
    }
}
