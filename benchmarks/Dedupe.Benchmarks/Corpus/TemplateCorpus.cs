namespace Dedupe.Benchmarks.Corpus;

/// <summary>
/// Texts from one template with different names in it: the announcements that a machine writes. No two are copies.
/// </summary>
internal sealed class TemplateCorpus : GeneratedCorpus
{
    private const int Pieces = 14;

    private readonly TextUnits[] pieces = new TextUnits[Pieces];
    private readonly TextUnits body = new();

    /// <summary>Invents the template.</summary>
    public TemplateCorpus(CorpusOptions options)
        : base(options, options.Documents)
    {
        var draw = Chances(Purpose.Shared, 0);
        Prose.ChooseTopic(draw);
        for (var piece = 0; piece < Pieces; piece++)
        {
            pieces[piece] = new TextUnits();
            Prose.WriteWords(pieces[piece], draw, draw.Between(8, 13));
            if (piece % 2 == 1)
                pieces[piece].Units[^1] = (pieces[piece].Units[^1] & ~Unit.AfterMask) | Unit.Stop;
            pieces[piece].BecomeBoilerplate();
        }
    }

    /// <inheritdoc/>
    public override void Compose(int index, Article article)
    {
        article.Clear();
        body.Clear();
        var draw = Chances(Purpose.Single, index);
        Prose.ChooseTopic(draw);
        WriteTitle(draw, article.Title);
        foreach (var piece in pieces)
        {
            Prose.WriteName(body, draw);
            Prose.WriteName(body, draw);
            body.Add(piece, 0, piece.Count);
        }

        Print(body, FactsOf(index) with { Footer = -1, Box = false }, article);
    }

    /// <inheritdoc/>
    public override void Label(LabelWriter labels)
    {
        for (var index = 1; index < Count; index++)
            labels.Write(IdOf(index - 1), IdOf(index), Relation.Template);
    }
}
