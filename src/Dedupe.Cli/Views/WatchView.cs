using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Dedupe.Service.Watching;

namespace Dedupe.Cli.Views;

/// <summary>
/// What happens while watching, a line each: what was taken as a result, what is wrong as a message. As JSON every line
/// is a result, and what is wrong is a message as well. Safe from any thread.
/// </summary>
/// <param name="terminal">Where it is shown.</param>
/// <param name="isJson">Whether the lines are JSON.</param>
internal sealed class WatchView(Terminal terminal, bool isJson)
{
    private static readonly JsonWriterOptions Readable =
        new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private readonly Lock gate = new();

    /// <summary>Whether something was wrong: rejected, failed or silent.</summary>
    public bool HasTrouble { get; private set; }

    /// <summary>Shows what happened.</summary>
    public void Write(WatchEvent happened)
    {
        bool isTrouble = happened.Kind is WatchEventKind.Rejected or WatchEventKind.Failed or WatchEventKind.Silent;
        lock (gate)
        {
            HasTrouble |= isTrouble;
            if (isJson)
                terminal.Out.WriteLine(Printable.Json(Json(happened)));
            if (isTrouble || !isJson)
                (isTrouble ? terminal.Error : terminal.Out).WriteLine(Line(happened));
            // Whoever reads it waits for it.
            terminal.Out.Flush();
        }
    }

    private static string Line(WatchEvent happened)
    {
        var name = Printable.Of(happened.Name);
        var words = happened.Kind switch
        {
            WatchEventKind.Taken => string.Create(
                CultureInfo.InvariantCulture,
                $"{happened.Stored:#,0} stored, {happened.Repeated:#,0} there already, " +
                $"{happened.Rejected:#,0} rejected"),
            WatchEventKind.Rejected => $"rejected {Words(happened.Rejection!)}",
            WatchEventKind.Failed => $"failed. {Printable.Of(happened.Detail ?? "")}",
            WatchEventKind.Recovered => "is there again",
            WatchEventKind.Silent => $"SILENT. {Printable.Of(happened.Detail ?? "")}",
            _ => "is heard again",
        };
        return $"{happened.At.UtcDateTime:yyyy-MM-dd HH:mm:ss}Z  {name}  {words}";
    }

    private static string Words(Rejection rejection)
    {
        var place = rejection.Origin.Line > 0 ? $"{rejection.Origin.Line} " : "";
        return $"{place}{Names.Of(rejection.Reason)} {Printable.Of(rejection.Detail ?? "")}".TrimEnd();
    }

    private static string Json(WatchEvent happened)
    {
        using var stream = new MemoryStream();
        using (var json = new Utf8JsonWriter(stream, Readable))
        {
            json.WriteStartObject();
            json.WriteString("at", happened.At);
            json.WriteString("event", WordOf(happened.Kind));
            json.WriteString("name", happened.Name);
            if (happened.Kind == WatchEventKind.Taken)
            {
                json.WriteNumber("stored", happened.Stored);
                json.WriteNumber("repeated", happened.Repeated);
                json.WriteNumber("rejected", happened.Rejected);
            }

            if (happened.Rejection is { } rejection)
            {
                json.WritePropertyName("rejection");
                RejectionJson.Write(json, rejection);
            }

            if (happened.Detail is { } detail)
                json.WriteString("detail", detail);
            json.WriteEndObject();
        }

        return Encoding.UTF8.GetString(stream.GetBuffer(), 0, (int)stream.Length);
    }

    private static string WordOf(WatchEventKind kind) => kind switch
    {
        WatchEventKind.Taken => "taken",
        WatchEventKind.Rejected => "rejected",
        WatchEventKind.Failed => "failed",
        WatchEventKind.Recovered => "recovered",
        WatchEventKind.Silent => "silent",
        _ => "heard",
    };
}
