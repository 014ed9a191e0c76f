using System.Buffers;
using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using Microsoft.AspNetCore.Http;

namespace Dedupe.Service.Http;

/// <summary>Writes answers in JSON: text as it is in any script, nothing that is empty.</summary>
internal static class JsonAnswer
{
    private static readonly JsonWriterOptions Options = new()
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    /// <summary>Writes an answer that is one value.</summary>
    public static Task WriteAsync(HttpContext context, Action<Utf8JsonWriter> write, int status = 200)
    {
        var bytes = Bytes(write);
        return WriteAsync(context, bytes.WrittenMemory, status, "application/json; charset=utf-8");
    }

    /// <summary>Writes an answer that is there already.</summary>
    public static Task WriteAsync(HttpContext context, ReadOnlyMemory<byte> bytes, int status, string type)
    {
        context.Response.StatusCode = status;
        context.Response.ContentType = type;
        context.Response.ContentLength = bytes.Length;
        return context.Response.Body.WriteAsync(bytes, CancellationToken.None).AsTask();
    }

    /// <summary>One value as bytes.</summary>
    public static ArrayBufferWriter<byte> Bytes(Action<Utf8JsonWriter> write)
    {
        var bytes = new ArrayBufferWriter<byte>(1024);
        using (var json = new Utf8JsonWriter(bytes, Options))
            write(json);
        return bytes;
    }

    /// <summary>A property with a text; none when it is empty.</summary>
    public static void Text(this Utf8JsonWriter json, ReadOnlySpan<byte> name, ReadOnlySpan<byte> value)
    {
        if (!value.IsEmpty)
            json.WriteString(name, value);
    }

    /// <summary>A property with a text; none when it is empty.</summary>
    public static void Text(this Utf8JsonWriter json, ReadOnlySpan<byte> name, string? value)
    {
        if (!string.IsNullOrEmpty(value))
            json.WriteString(name, value);
    }

    /// <summary>A property with a time; none when it is unknown.</summary>
    public static void Time(this Utf8JsonWriter json, ReadOnlySpan<byte> name, DateTimeOffset? value)
    {
        if (value is { } time)
            json.WriteString(name, Text(time));
    }

    /// <summary>A time as it stands in answers: UTC, fractions of a second only where there are some.</summary>
    public static string Text(DateTimeOffset time) =>
        time.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.FFFFFFF'Z'", CultureInfo.InvariantCulture);

    /// <summary>A property with a share, four decimals.</summary>
    public static void Share(this Utf8JsonWriter json, ReadOnlySpan<byte> name, double value) =>
        json.WriteNumber(name, Math.Round(value, 4));
}
