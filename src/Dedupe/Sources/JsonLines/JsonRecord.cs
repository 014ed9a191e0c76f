using System.Globalization;
using System.Text;

namespace Dedupe.Sources.JsonLines;

/// <summary>Makes documents of the values that stand in lines of JSON.</summary>
/// <param name="fields">The fields that matter.</param>
internal sealed class JsonRecord(RecordFields fields)
{
    private readonly FieldNames names = new();

    /// <summary>Makes a document.</summary>
    /// <param name="line">The line, which is a JSON object.</param>
    /// <param name="values">Its values.</param>
    /// <param name="origin">Where it stands.</param>
    /// <param name="document">The document, if there is no problem.</param>
    /// <returns>What is wrong with it; null when it is a document.</returns>
    public Rejection? Make(ReadOnlySpan<byte> line, in JsonValues values, Origin origin, out Document document)
    {
        document = default;
        var id = fields.IdIsLine ? new JsonValue(JsonKind.String, LineAsId(origin)) : values[RecordFields.Id];
        if (!(id.IsString || id.IsNumber) || id.Bytes.IsEmpty)
            return Lacking(
                line, id, RecordFields.Id, "a string or a number", "--id-field", RejectionReason.MissingId, origin);
        var text = values[RecordFields.Text];
        if (!text.IsString)
            return Lacking(
                line, text, RecordFields.Text, "a string", "--text-field", RejectionReason.MissingText, origin);

        DateTimeOffset? embargo = null;
        if (fields.ReadsEmbargo && !EmbargoField.TryRead(line, out embargo))
            return new Rejection(origin, RejectionReason.BadJson, "The field \"embargo\" is no date with a time.");
        var date = DateOf(values[RecordFields.Date], out var unread);
        document = TextRules.WithTitleForText(new Document(id.Bytes, text.Bytes)
        {
            Title = values[RecordFields.Title].String,
            Source = values[RecordFields.Source].String,
            Date = date,
            UnreadDate = unread,
            Version = values[RecordFields.Version] is { IsString: true } or { IsNumber: true }
                ? values[RecordFields.Version].Bytes
                : default,
            Status = values[RecordFields.Status].String,
            Url = values[RecordFields.Url].String,
            EmbargoedUntil = embargo,
        });
        return TextRules.IsBlank(document.Text.Span) ? new Rejection(origin, RejectionReason.Empty) : null;
    }

    private static DateTimeOffset? DateOf(JsonValue value, out ReadOnlyMemory<byte> unread)
    {
        unread = default;
        if (value.Kind is JsonKind.Absent or JsonKind.Null || (value.IsString && TextRules.IsBlank(value.Bytes.Span)))
            return null;
        var date = value.IsNumber
            ? DateParser.ParseNumber(value.Bytes.Span)
            : value.IsString
            ? DateParser.Parse(value.Bytes.Span)
            : null;
        if (date is null)
            unread = value.Bytes;
        return date;
    }

    private static byte[] LineAsId(Origin origin) =>
        Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{origin.Source}:{origin.Line}"));

    private Rejection Lacking(
        ReadOnlySpan<byte> line, JsonValue value, int part, string wanted, string option, RejectionReason reason,
            Origin origin)
    {
        var name = fields.Name(part);
        if (value.Kind == JsonKind.Absent)
        {
            return new Rejection(origin, reason, $"There is no field \"{name}\" with {wanted}; {option} names another.")
            {
                FieldsInstead = names.Of(line),
                FieldWanted = (name, option),
            };
        }

        var found = value.Kind switch
        {
            JsonKind.Null => "null",
            JsonKind.Boolean => "true or false",
            JsonKind.Number => "a number",
            JsonKind.Object => "an object",
            JsonKind.Array => "a list",
            _ => "empty",
        };
        return new Rejection(origin, reason, $"The field \"{name}\" is {found}, not {wanted}; {option} names another.");
    }
}
