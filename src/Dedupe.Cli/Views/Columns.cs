using Spectre.Console.Rendering;

namespace Dedupe.Cli.Views;

/// <summary>How much room text takes on a terminal: a Chinese character two columns, a combining mark none.</summary>
internal static class Columns
{
    /// <summary>The columns of a text.</summary>
    public static int Of(string text) => text.All(char.IsAscii) ? text.Length : new Segment(text).CellCount();

    /// <summary>The text with spaces behind it up to a number of columns.</summary>
    public static string Pad(string text, int columns) => text + new string(' ', Math.Max(0, columns - Of(text)));
}
