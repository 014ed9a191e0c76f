using System.Text;

namespace Dedupe.Cli.Report;

/// <summary>
/// Writes HTML. Values are put in by interpolation and are always text: only what is an <see cref="HtmlText"/> already
/// goes in as markup.
/// </summary>
internal sealed class HtmlText
{
    private readonly StringBuilder text = new();

    /// <summary>Adds markup whose holes are encoded.</summary>
    public HtmlText Add(HtmlHoles markup) => AddMarkup(markup.Markup);

    /// <summary>Adds markup that this program made.</summary>
    public HtmlText AddMarkup(string markup)
    {
        text.Append(markup);
        return this;
    }

    /// <summary>Begins a table that can be scrolled sideways by keyboard too; rows follow.</summary>
    /// <param name="name">What it is called to those who do not see it.</param>
    /// <param name="style">Its class.</param>
    /// <param name="columns">Headings; those of numbers begin with <c>#</c>.</param>
    public HtmlText BeginTable(string name, string style, params IEnumerable<string> columns)
    {
        Add($"<div class=\"wide\" tabindex=\"0\" role=\"group\" aria-label=\"{name}\">\n");
        Add($"<table class=\"{style}\"><thead><tr>");
        foreach (var column in columns)
        {
            var isNumber = column.StartsWith('#');
            Add($"<th scope=\"col\"{Class(isNumber ? "number" : "")}>{(isNumber ? column[1..] : column)}</th>");
        }

        return AddMarkup("</tr></thead><tbody>\n");
    }

    /// <summary>Adds a row: a heading, then cells. Numbers stand to the right, words in their own direction.</summary>
    /// <param name="heading">Its first cell.</param>
    /// <param name="cells">The others.</param>
    public HtmlText AddRow(string heading, params IEnumerable<object> cells)
    {
        Add($"<tr><th scope=\"row\" dir=\"auto\">{heading}</th>");
        foreach (var cell in cells)
        {
            if (cell is IFormattable number)
                Add($"<td class=\"number\">{number:#,0.##}</td>");
            else
                Add($"<td dir=\"auto\">{cell as string}</td>");
        }

        return AddMarkup("</tr>\n");
    }

    /// <summary>Ends a table.</summary>
    public HtmlText EndTable() => AddMarkup("</tbody></table></div>\n");

    private static HtmlText Class(string name)
    {
        var markup = new HtmlText();
        return name.Length == 0 ? markup : markup.Add($" class=\"{name}\"");
    }

    /// <summary>The markup.</summary>
    public override string ToString() => text.ToString();
}
