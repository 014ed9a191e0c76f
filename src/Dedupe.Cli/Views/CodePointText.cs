namespace Dedupe.Cli.Views;

/// <summary>A text that is cut at code points, as passages count them.</summary>
internal sealed class CodePointText
{
    private readonly string text;

    // Where each code point starts, and the end; null when every code point is one character.
    private readonly int[]? starts;

    public CodePointText(string text)
    {
        this.text = text;
        if (!text.AsSpan().ContainsAnyInRange('\ud800', '\udfff'))
        {
            Length = text.Length;
            return;
        }

        var found = new List<int>(text.Length + 1);
        for (var i = 0; i < text.Length; i += char.IsSurrogatePair(text, i) ? 2 : 1)
            found.Add(i);
        Length = found.Count;
        found.Add(text.Length);
        starts = [.. found];
    }

    /// <summary>How many code points.</summary>
    public int Length { get; }

    /// <summary>The code points from one place up to another.</summary>
    public string Slice(int from, int to) => text[At(from)..At(to)];

    private int At(int codePoint) => starts is null ? codePoint : starts[codePoint];
}
