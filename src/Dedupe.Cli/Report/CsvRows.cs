using System.Globalization;

namespace Dedupe.Cli.Report;

/// <summary>
/// Tables as CSV files in a folder, as RFC 4180 has them, in UTF-8. A text that a spreadsheet would take for a formula
/// begins with an apostrophe.
/// </summary>
/// <param name="folder">The folder, which must be there.</param>
internal sealed class CsvRows(string folder) : IRowWriter
{
    private StreamWriter? writer;

    /// <inheritdoc/>
    public void Begin(string name, IReadOnlyList<string> columns)
    {
        writer?.Dispose();
        writer = new StreamWriter(Path.Combine(folder, name + ".csv")) { NewLine = "\r\n" };
        Add(columns);
    }

    /// <inheritdoc/>
    public void Add(IReadOnlyList<object?> cells) => writer!.WriteLine(string.Join(',', cells.Select(Cell)));

    /// <inheritdoc/>
    public void Dispose() => writer?.Dispose();

    private static string Cell(object? value)
    {
        if (value is not string text)
            return Convert.ToString(value, CultureInfo.InvariantCulture) ?? "";
        if (text.Length > 0 && text[0] is '=' or '+' or '-' or '@' or '\t' or '\r')
            text = "'" + text;
        return text.AsSpan().ContainsAny(",\"\r\n")
            ? $"\"{text.Replace("\"", "\"\"", StringComparison.Ordinal)}\""
            : text;
    }
}
