using System.Net;
using System.Text.Json;

namespace Dedupe.Service.Pushing;

/// <summary>Reads what a server answers: a line of JSON for each item, or a problem (RFC 9457).</summary>
internal static class ServerAnswer
{
    /// <summary>The outcomes of items.</summary>
    /// <exception cref="ServerException">They are not what was to be expected.</exception>
    public static IReadOnlyList<ItemOutcome> Read(ReadOnlyMemory<byte> body, IReadOnlyList<OutgoingItem> items)
    {
        var outcomes = new List<ItemOutcome>(items.Count);
        try
        {
            while (!body.IsEmpty)
            {
                int end = body.Span.IndexOf((byte)'\n');
                var line = end < 0 ? body : body[..end];
                body = end < 0 ? default : body[(end + 1)..];
                if (line.Length > 0 && outcomes.Count < items.Count)
                    outcomes.Add(OutcomeOf(line, items[outcomes.Count]));
            }
        }
        catch (Exception error) when (error is JsonException or KeyNotFoundException or InvalidOperationException)
        {
            throw new ServerException($"The server's answer cannot be read: {error.Message}", error);
        }

        return outcomes.Count == items.Count
            ? outcomes
            : throw new ServerException(
                $"The server answered {outcomes.Count} of {items.Count} articles: is it dedupe, of this version?");
    }

    /// <summary>What an item is that no server takes.</summary>
    public static ItemOutcome TooLarge(OutgoingItem item) => new(OutcomeKind.Rejected, "{}"u8.ToArray())
    {
        Rejection = new Rejection(item.Origin, RejectionReason.Oversized, "The server takes no request of this size."),
    };

    /// <summary>Why nothing was taken, by a status and a problem.</summary>
    public static ServerException Refused(Uri address, HttpStatusCode status, ReadOnlySpan<byte> problem)
    {
        var name = address.GetLeftPart(UriPartial.Authority);
        var why = status switch
        {
            HttpStatusCode.Unauthorized => "it wants a key, or another one: --key KEY, or the variable DEDUPE_KEY",
            HttpStatusCode.Forbidden => "the key is not for this",
            HttpStatusCode.NotFound => "there is no dedupe at this address",
            >= HttpStatusCode.MultipleChoices and < HttpStatusCode.BadRequest =>
                "it leads elsewhere: give that address",
            _ => "it cannot",
        };
        return new ServerException($"{name} refuses ({(int)status}): {DetailOf(problem) ?? why}.")
        {
            Status = (int)status,
        };
    }

    private static ItemOutcome OutcomeOf(ReadOnlyMemory<byte> line, OutgoingItem item)
    {
        using var json = JsonDocument.Parse(line);
        var answer = json.RootElement;
        if (answer.TryGetProperty("rejected", out var rejected))
            return new ItemOutcome(OutcomeKind.Rejected, line)
            {
                Rejection = new Rejection(
                    item.Origin, ReasonOf(rejected.GetProperty("reason").GetString()),
                    rejected.TryGetProperty("detail", out var detail) ? detail.GetString() : null),
            };
        var repeat = answer.TryGetProperty("repeat", out var again) && again.ValueKind == JsonValueKind.True;
        return new ItemOutcome(repeat ? OutcomeKind.Repeated : OutcomeKind.Taken, line);
    }

    private static RejectionReason ReasonOf(string? word) => Enum.GetValues<RejectionReason>()
        .FirstOrDefault(reason => Names.Of(reason) == word, RejectionReason.Unsupported);

    private static string? DetailOf(ReadOnlySpan<byte> problem)
    {
        try
        {
            var reader = new Utf8JsonReader(problem);
            using var json = JsonDocument.ParseValue(ref reader);
            return json.RootElement.GetProperty("detail").GetString()?.TrimEnd('.');
        }
        catch (Exception error) when (error is JsonException or KeyNotFoundException or InvalidOperationException)
        {
            return null;
        }
    }
}
