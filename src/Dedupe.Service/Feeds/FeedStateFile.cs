using System.Globalization;
using System.Text.Json;
using Dedupe.Storage;

namespace Dedupe.Service.Feeds;

/// <summary>Keeps the state of a feed in a small JSON file, which is replaced whole.</summary>
/// <param name="path">The file.</param>
/// <param name="url">The feed.</param>
/// <param name="target">Where its articles go.</param>
internal sealed class FeedStateFile(string path, string url, string target)
{
    /// <summary>The state; that of a feed nobody has looked at yet where there is none, or none that can be
    /// read.</summary>
    public FeedState Load(DateTimeOffset now)
    {
        var fresh = new FeedState { Url = url, Target = target, NewAt = now, NextAt = now };
        try
        {
            using var json = JsonDocument.Parse(File.ReadAllBytes(path));
            var root = json.RootElement;
            return fresh with
            {
                ETag = Text(root, "etag"),
                LastModified = Text(root, "lastModified"),
                Body = ulong.Parse(Text(root, "body") ?? "0", NumberStyles.HexNumber, CultureInfo.InvariantCulture),
                Wait = root.TryGetProperty("waitSeconds", out var wait) ? TimeSpan.FromSeconds(wait.GetDouble()) : null,
                NextAt = root.GetProperty("nextAt").GetDateTimeOffset(),
                Failures = root.GetProperty("failures").GetInt32(),
                NewAt = root.GetProperty("newAt").GetDateTimeOffset(),
            };
        }
        catch (Exception error) when (error is FileNotFoundException or JsonException or FormatException
            or KeyNotFoundException or InvalidOperationException or OverflowException)
        {
            // Then all of the feed is sent once more, which changes nothing.
            return fresh;
        }
    }

    /// <summary>Keeps a state.</summary>
    /// <exception cref="IOException">It cannot be written.</exception>
    public void Save(FeedState state) => AtomicFile.Write(path, stream => Write(stream, state));

    private static void Write(Stream stream, FeedState state)
    {
        using var json = new Utf8JsonWriter(stream, new JsonWriterOptions { Indented = true });
        json.WriteStartObject();
        json.WriteString("url"u8, state.Url);
        json.WriteString("target"u8, state.Target);
        if (state.ETag is not null)
            json.WriteString("etag"u8, state.ETag);
        if (state.LastModified is not null)
            json.WriteString("lastModified"u8, state.LastModified);
        json.WriteString("body"u8, state.Body.ToString("x16", CultureInfo.InvariantCulture));
        if (state.Wait is { } wait)
            json.WriteNumber("waitSeconds"u8, wait.TotalSeconds);
        json.WriteString("nextAt"u8, state.NextAt);
        json.WriteNumber("failures"u8, state.Failures);
        json.WriteString("newAt"u8, state.NewAt);
        json.WriteEndObject();
    }

    private static string? Text(JsonElement root, string name) =>
        root.TryGetProperty(name, out var value) ? value.GetString() : null;
}
