using Dedupe.Service.Access;

namespace Dedupe.Service.Http;

/// <summary>A line of the audit log.</summary>
/// <param name="At">When.</param>
/// <param name="Caller">Who.</param>
/// <param name="Method">The method of HTTP.</param>
/// <param name="Route">What was asked for, without what stands in place of its parameters.</param>
/// <param name="Status">How it ended.</param>
/// <param name="Took">How long it took.</param>
internal sealed record AuditEntry(
    DateTimeOffset At, Caller Caller, string Method, string Route, int Status, TimeSpan Took)
{
    /// <summary>The source and the id of the item it was about; null when it was about none, or about many.</summary>
    public (string Source, string Id)? Item { get; init; }

    /// <summary>How many items were sent; null when none were.</summary>
    public int? Items { get; init; }

    /// <summary>What was wrong, as a fixed word; null when nothing was.</summary>
    public string? Problem { get; init; }

    /// <summary>The line, with its end.</summary>
    public ReadOnlyMemory<byte> ToLine()
    {
        var bytes = JsonAnswer.Bytes(json =>
        {
            json.WriteStartObject();
            json.Time("at"u8, At);
            json.Text("key"u8, Caller.KeyId);
            json.Text("name"u8, Caller.Name);
            json.Text("address"u8, Caller.Address);
            json.WriteString("method"u8, Method);
            json.WriteString("route"u8, Route);
            if (Item is { } item)
            {
                json.WriteString("source"u8, item.Source);
                json.WriteString("id"u8, item.Id);
            }

            if (Items is { } count)
                json.WriteNumber("items"u8, count);
            json.WriteNumber("status"u8, Status);
            json.Text("problem"u8, Problem);
            json.WriteNumber("milliseconds"u8, Math.Round(Took.TotalMilliseconds, 1));
            json.WriteEndObject();
        });
        "\n"u8.CopyTo(bytes.GetSpan(1));
        bytes.Advance(1);
        return bytes.WrittenMemory;
    }
}
