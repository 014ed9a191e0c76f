namespace Dedupe.Live;

/// <summary>Answers a question: what an item would be a copy of.</summary>
internal static class LiveQuestion
{
    /// <summary>Answers by what is known now; nothing is stored.</summary>
    /// <param name="core">What it is asked of.</param>
    /// <param name="item">The item.</param>
    /// <param name="tools">Those of the thread that asks.</param>
    public static LiveAnswer Answer(LiveCore core, in LiveItem item, LiveTools tools)
    {
        var now = core.Options.Clock.GetUtcNow();
        if (tools.Signer.Sign(item, now, out var why) is not { } signed)
            return Rejected(item, why!, tools);
        var view = new LiveView(core, pending: null);
        var window = new LiveWindow(core.Options, now);
        var matches = core.Guarded(() => tools.Matcher.Match(signed, view, window));
        var decision = new LiveDecider(core.Options.Dedupe, tools.Matcher).Decide(signed, matches, core.HeadOf);
        decision = decision with
        {
            Label = ItemLabel.Of(item.Document.Title.Span, item.Document.Status.Span),
            Current = CurrentOf(core, decision.Representative?.Article),
        };
        return new LiveAnswer(
            tools.Answers.Write(signed.Article, decision, core.Missing == 0, now),
            matches is [var best, ..] ? best.Pair.Relation : Relation.None);
    }

    /// <summary>The answer to an item that cannot be compared.</summary>
    public static LiveAnswer Rejected(in LiveItem item, Rejection rejection, LiveTools tools) =>
        new(tools.Answers.WriteRejection(item.Document, rejection), Relation.None) { Rejection = rejection };

    private static LiveArticle? CurrentOf(LiveCore core, LiveArticle? representative)
    {
        if (representative is null)
            return null;
        var (source, id) = ItemVersions.NameOf(representative.Document);
        return ItemVersions.Latest(representative, core.Store.ReadItem(source, id));
    }
}
