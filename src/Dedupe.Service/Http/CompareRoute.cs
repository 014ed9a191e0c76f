using System.Collections.Concurrent;
using System.Text;
using System.Text.Json;
using Dedupe.Live;
using Dedupe.Reporting;
using Dedupe.Service.Access;
using Dedupe.Sources;
using Microsoft.AspNetCore.Http;

namespace Dedupe.Service.Http;

/// <summary>
/// <c>POST /v1/compare</c>: two texts, or two items that are stored, side by side; the answer is a line of pairs.jsonl.
/// </summary>
internal sealed class CompareRoute(ServiceParts parts)
{
    private readonly ConcurrentBag<PairComparer> comparers = [];

    /// <summary>Compares.</summary>
    public async Task AskAsync(HttpContext context)
    {
        using var body = await parts.Bodies.ReadAsync(context);
        using var json = Parse(body.Text);
        var caller = Asking.Of(context).Caller;
        var a = SideOf(json.RootElement, "a", caller);
        var b = SideOf(json.RootElement, "b", caller);
        if (!comparers.TryTake(out var comparer))
            comparer = new PairComparer(parts.Options.Dedupe);
        try
        {
            var pair = comparer.Compare(a, b, context.RequestAborted);
            var line = new LineWriter();
            PairLine.Write(line, pair, a.Id.Span, b.Id.Span);
            await JsonAnswer.WriteAsync(context, line.Written.ToArray(), 200, "application/json; charset=utf-8");
            if (body.Bytes.Length <= ItemReader.MostKept)
                comparers.Add(comparer);
        }
        catch (ArgumentException fault) when (fault.ParamName is "a" or "b")
        {
            throw new ProblemException(
                StatusCodes.Status422UnprocessableEntity, ProblemTypes.Rejected,
                $"There is no word in the text of {fault.ParamName}.");
        }
    }

    private static JsonDocument Parse(ReadOnlyMemory<byte> body)
    {
        try
        {
            var json = JsonDocument.Parse(body);
            if (json.RootElement.ValueKind == JsonValueKind.Object)
                return json;
            json.Dispose();
        }
        catch (JsonException fault)
        {
            throw new ProblemException(
                StatusCodes.Status400BadRequest, ProblemTypes.CutShort, $"The body is no whole JSON: {fault.Message}");
        }

        throw Bad("The body is no object with a and b.");
    }

    private Document SideOf(JsonElement body, string name, Caller caller)
    {
        if (!body.TryGetProperty(name, out var side))
            throw Bad($"The body has no \"{name}\".");
        if (side.ValueKind == JsonValueKind.String)
            return new Document(Encoding.UTF8.GetBytes(name), Utf8(side));
        if (side.ValueKind != JsonValueKind.Object)
            throw Bad($"\"{name}\" is neither a text nor an object.");
        if (side.TryGetProperty("text", out var text))
        {
            return new Document(Field(side, "id") is { Length: > 0 } id ? id : Encoding.UTF8.GetBytes(name), Utf8(text))
            {
                Title = Field(side, "title"),
                Date = DateParser.Parse(Field(side, "date")),
            };
        }

        return Stored(name, Field(side, "source"), Field(side, "id"), Field(side, "version"), caller);
    }

    private Document Stored(string name, byte[] source, byte[] id, byte[] version, Caller caller)
    {
        var found = parts.Store.ReadItem(Encoding.UTF8.GetString(source), Encoding.UTF8.GetString(id))
            .LastOrDefault(article => version.Length == 0 || article.Document.Version.Span.SequenceEqual(version));
        return found is { State: LiveState.Present } && caller.MaySee(found, parts.Now)
            ? found.Document
            : throw new ProblemException(
                StatusCodes.Status404NotFound, ProblemTypes.NotFound, $"There is no text of the item \"{name}\" here.");
    }

    private static byte[] Field(JsonElement side, string name) =>
        side.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? Utf8(value) : [];

    private static byte[] Utf8(JsonElement value)
    {
        try
        {
            return value.ValueKind == JsonValueKind.String
                ? Encoding.UTF8.GetBytes(value.GetString()!)
                : throw Bad("A text is no string.");
        }
        catch (InvalidOperationException)
        {
            throw Bad("A string is no valid text.");
        }
    }

    private static ProblemException Bad(string detail) =>
        new(StatusCodes.Status400BadRequest, ProblemTypes.BadRequest, detail);
}
