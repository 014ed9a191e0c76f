using System.Globalization;
using System.Text;
using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Spreadsheet;

namespace Dedupe.Cli.Report;

/// <summary>
/// Tables as sheets of an Excel workbook. Texts are texts, never formulas. A table of more rows than a sheet holds goes
/// on in another sheet.
/// </summary>
internal sealed class WorkbookRows : IRowWriter
{
    // What Excel opens.
    private const int MostRows = 1_048_576;
    private const int LongestCell = 32_767;

    private readonly SpreadsheetDocument file;
    private readonly WorkbookPart book;
    private readonly Sheets sheets = new();
    private OpenXmlWriter? sheet;
    private (string Name, IReadOnlyList<string> Columns, int Number) table;
    private int rows;

    /// <summary>Makes the workbook.</summary>
    /// <param name="stream">Where it goes; must be seekable and readable.</param>
    public WorkbookRows(Stream stream)
    {
        file = SpreadsheetDocument.Create(stream, SpreadsheetDocumentType.Workbook);
        book = file.AddWorkbookPart();
    }

    /// <inheritdoc/>
    public void Begin(string name, IReadOnlyList<string> columns)
    {
        table = (name, columns, 1);
        BeginSheet(name);
    }

    /// <inheritdoc/>
    public void Add(IReadOnlyList<object?> cells)
    {
        if (rows == MostRows)
        {
            table.Number++;
            BeginSheet(string.Create(CultureInfo.InvariantCulture, $"{table.Name} {table.Number}"));
        }

        Write(cells);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        EndSheet();
        book.Workbook = new Workbook(sheets);
        book.Workbook.Save();
        file.Dispose();
    }

    private void BeginSheet(string name)
    {
        EndSheet();
        var part = book.AddNewPart<WorksheetPart>();
        sheets.Append(
            new Sheet { Id = book.GetIdOfPart(part), SheetId = (uint)sheets.ChildElements.Count + 1, Name = name });
        sheet = OpenXmlWriter.Create(part);
        sheet.WriteStartElement(new Worksheet());
        sheet.WriteStartElement(new SheetData());
        rows = 0;
        Write(table.Columns);
    }

    private void EndSheet()
    {
        if (sheet is null)
            return;
        sheet.WriteEndElement();
        sheet.WriteEndElement();
        sheet.Dispose();
        sheet = null;
    }

    private void Write(IReadOnlyList<object?> cells)
    {
        rows++;
        sheet!.WriteStartElement(new Row());
        foreach (var cell in cells)
        {
            sheet.WriteElement(cell switch
            {
                null => new Cell(),
                string text => new Cell
                {
                    DataType = CellValues.InlineString,
                    InlineString = new InlineString(
                        new Text(Allowed(text)) { Space = SpaceProcessingModeValues.Preserve }),
                },
                _ => new Cell { CellValue = new CellValue(Convert.ToString(cell, CultureInfo.InvariantCulture)!) },
            });
        }

        sheet.WriteEndElement();
    }

    // What XML cannot hold is shown as U+FFFD; what Excel cannot is cut.
    private static string Allowed(string text)
    {
        var allowed = new StringBuilder(Math.Min(text.Length, LongestCell));
        foreach (var rune in text.EnumerateRunes())
        {
            if (allowed.Length + rune.Utf16SequenceLength > LongestCell)
                break;
            var isAllowed = rune.Value is '\t' or '\n' or '\r' or (>= 0x20 and not 0xfffe and not 0xffff);
            allowed.Append(isAllowed ? rune.ToString() : "\ufffd");
        }

        return allowed.ToString();
    }
}
