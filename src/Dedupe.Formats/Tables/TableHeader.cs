using System.Text;
using Dedupe.Sources;

namespace Dedupe.Formats.Tables;

/// <summary>The first row of a table: what parts its fields, and which column plays which part.</summary>
internal sealed class TableHeader
{
    private const int MostNames = 16;
    private const int LongestName = 40;
    private static readonly byte[] Delimiters = [(byte)',', (byte)';', (byte)'\t', (byte)'|'];

    private readonly RecordFields fields;
    private readonly string[] names;
    private readonly int[] columns = new int[RecordFields.Count];

    private TableHeader(ReadOnlySpan<byte> row, byte delimiter, RecordFields fields)
    {
        this.fields = fields;
        Delimiter = delimiter;
        names = Split(row, delimiter);
        Array.Fill(columns, -1);
        for (int column = names.Length - 1; column >= 0; column--)
        {
            for (int part = 0; part < RecordFields.Count; part++)
            {
                if (names[column] != fields.Name(part))
                    continue;
                Twice |= columns[part] >= 0 && (RecordFields.Decisive & (1 << part)) != 0;
                columns[part] = column;
            }
        }
    }

    /// <summary>What parts the fields.</summary>
    public byte Delimiter { get; }

    /// <summary>How many fields a row has.</summary>
    public int Count => names.Length;

    private bool Twice { get; }

    /// <summary>The column that plays a part of <see cref="RecordFields"/>; -1 when none does.</summary>
    public int ColumnOf(int part) => columns[part];

    /// <summary>Reads the row. Where nothing says what parts the fields, the names that are wanted tell.</summary>
    /// <param name="row">The row, without its line end.</param>
    /// <param name="delimiter">What parts the fields; 0: not known.</param>
    /// <param name="fields">The names that are wanted.</param>
    public static TableHeader Read(ReadOnlySpan<byte> row, byte delimiter, RecordFields fields)
    {
        if (delimiter != 0)
            return new TableHeader(row, delimiter, fields);
        TableHeader? best = null;
        foreach (byte candidate in Delimiters)
        {
            var header = new TableHeader(row, candidate, fields);
            if (best is null || header.Weight > best.Weight)
                best = header;
        }

        return best!;
    }

    /// <summary>Why no row can be read; null when rows can.</summary>
    public InputException? Problem()
    {
        if (Twice)
            return new InputException(RejectionReason.DuplicateKey, "A column that matters stands twice.");
        if (columns[RecordFields.Id] < 0 && !fields.IdIsLine)
            return Lacking(RecordFields.Id, "--id-field", RejectionReason.MissingId);
        return columns[RecordFields.Text] < 0
            ? Lacking(RecordFields.Text, "--text-field", RejectionReason.MissingText)
            : null;
    }

    private int Weight => ((columns[RecordFields.Text] >= 0 ? 1 : 0) << 24) + names.Length;

    private InputException Lacking(int part, string option, RejectionReason reason)
    {
        var some = names.Take(MostNames).Select(static name => $"\"{Shortened.Of(name, LongestName)}\"");
        return new InputException(
            reason,
            $"The table has no column \"{fields.Name(part)}\"; {option} names another: {string.Join(", ", some)}" +
            (names.Length > MostNames ? ", ..." : "."));
    }

    private static string[] Split(ReadOnlySpan<byte> row, byte delimiter)
    {
        var split = new List<string>();
        while (true)
        {
            var field = TableField.At(row, 0, delimiter);
            var bytes = new byte[field.Length];
            int length = field.Take(row, bytes);
            split.Add(Encoding.UTF8.GetString(bytes.AsSpan(0, length)).Trim());
            if (field.End >= row.Length || row[field.End] != delimiter)
                return [.. split];
            row = row[(field.End + 1)..];
        }
    }
}
