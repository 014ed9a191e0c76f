using System.Globalization;
using Microsoft.AspNetCore.Http;

namespace Dedupe.Service.Http;

/// <summary>Writes a problem (RFC 9457).</summary>
internal static class ProblemAnswer
{
    /// <summary>Writes it, unless the answer has begun: then the connection ends.</summary>
    public static async Task WriteAsync(HttpContext context, ProblemException problem)
    {
        if (context.Response.HasStarted)
        {
            context.Abort();
            return;
        }

        context.Response.Headers.ContentEncoding = default;
        if (problem.RetryAfter > 0)
            context.Response.Headers.RetryAfter = problem.RetryAfter.ToString(CultureInfo.InvariantCulture);
        if (problem.Status == StatusCodes.Status401Unauthorized)
            context.Response.Headers.WWWAuthenticate = "Bearer realm=\"dedupe\"";
        if (problem.Type == ProblemTypes.Unsupported)
            context.Response.Headers.AcceptEncoding = "gzip, zstd";
        var bytes = JsonAnswer.Bytes(json =>
        {
            json.WriteStartObject();
            json.WriteString("type"u8, ProblemTypes.UriOf(problem.Type));
            json.WriteString("title"u8, ProblemTypes.TitleOf(problem.Type));
            json.WriteNumber("status"u8, problem.Status);
            json.WriteString("detail"u8, problem.Message);
            if (problem.Taken is { } taken)
                json.WriteNumber("taken"u8, taken);
            json.Text("reason"u8, problem.Reason);
            json.WriteEndObject();
        });
        await JsonAnswer.WriteAsync(context, bytes.WrittenMemory, problem.Status, "application/problem+json");
    }
}
