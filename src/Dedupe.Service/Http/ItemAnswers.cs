using System.Buffers;
using Dedupe.Live;
using Microsoft.AspNetCore.Http;

namespace Dedupe.Service.Http;

/// <summary>Writes the answers to the items of a body, in their order: one object for one, else a line each.</summary>
internal static class ItemAnswers
{
    /// <summary>Writes them.</summary>
    /// <param name="context">The request.</param>
    /// <param name="read">The items.</param>
    /// <param name="answers">The answers to those that are items.</param>
    public static Task WriteAsync(HttpContext context, ReadItems read, IReadOnlyList<LiveAnswer> answers)
    {
        if (read.IsOne)
        {
            return (read.Items[0].Rejection ?? answers[0].Rejection) is { } why
                ? throw ProblemOf(why)
                : JsonAnswer.WriteAsync(context, answers[0].Json, 200, "application/json; charset=utf-8");
        }

        var bytes = new ArrayBufferWriter<byte>(1 << 14);
        var next = 0;
        foreach (var item in read.Items)
        {
            if (item.Rejection is null)
                bytes.Write(Marked(answers[next++]).Span);
            else
                bytes.Write(LineOf(item.Rejection));
            bytes.Write("\n"u8);
        }

        return JsonAnswer.WriteAsync(context, bytes.WrittenMemory, 200, "application/x-ndjson; charset=utf-8");
    }

    // Of an item that came alone and is none.
    private static ProblemException ProblemOf(Rejection why) => new(
        StatusCodes.Status422UnprocessableEntity, ProblemTypes.Rejected, why.Detail ?? $"It is {Names.Of(why.Reason)}.")
    { Reason = Names.Of(why.Reason), Taken = 0 };

    // The answer is the one that was given then; who sends many wants to know how many were new.
    private static ReadOnlyMemory<byte> Marked(LiveAnswer answer) => answer.IsRepeat
        ? (byte[])[.. answer.Json.Span[..^1], .. ",\"repeat\":true}"u8]
        : answer.Json;

    private static ReadOnlySpan<byte> LineOf(Rejection why) => JsonAnswer.Bytes(json =>
    {
        json.WriteStartObject();
        json.WriteNumber("line"u8, why.Origin.Line);
        json.WriteStartObject("rejected"u8);
        json.WriteString("reason"u8, Names.Of(why.Reason));
        json.Text("detail"u8, why.Detail);
        json.WriteEndObject();
        json.WriteEndObject();
    }).WrittenSpan;
}
