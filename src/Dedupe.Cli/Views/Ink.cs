namespace Dedupe.Cli.Views;

/// <summary>The few styles of plain reports; each returns its text unchanged where there is no colour.</summary>
internal sealed class Ink(bool colour)
{
    public string Bold(string text) => Style(text, 1);

    public string Dim(string text) => Style(text, 2);

    /// <summary>The colour of a relation: the stronger, the warmer.</summary>
    public string Of(Relation relation, string text) => relation switch
    {
        Relation.Identical or Relation.NearDuplicate => Style(text, 31),
        Relation.Derived => Style(text, 33),
        Relation.Partial => Style(text, 36),
        _ => text,
    };

    private string Style(string text, int code) => colour && text.Length > 0 ? $"\u001b[{code}m{text}\u001b[0m" : text;
}
