using System.Globalization;
using System.Text.Json;
using Dedupe.Reporting;
using Dedupe.Sources;

namespace Dedupe.Cleaning;

/// <summary>A line of plan.jsonl: one file or record that may go.</summary>
internal static class PlanLine
{
    private const string Seconds = "yyyy-MM-dd'T'HH:mm:ss";

    /// <summary>Writes one.</summary>
    /// <param name="json">Where it goes.</param>
    /// <param name="removal">The file and its keeper.</param>
    /// <param name="roots">The folders in which paths begin.</param>
    public static void Write(Utf8JsonWriter json, PlannedRemoval removal, IReadOnlyList<CleanRoot> roots)
    {
        json.WriteStartObject();
        json.WriteNumber("n", removal.Number);
        json.WriteString("kind", removal.Victim.Record is null ? "file" : "record");
        json.WriteString("relation", Names.Of(removal.Relation));
        json.WriteNumber("words", removal.Words);
        json.WriteShare("own", removal.OwnShare);
        json.WriteNumber("lostWords", removal.LostWords);
        json.WriteNumber("lostBoilerplate", removal.LostBoilerplate);
        json.WriteBoolean("sameBytes", removal.HasSameBytes);
        if (removal.Victim.Record is not null)
            json.WriteBoolean("sameText", removal.HasSameText);
        json.WriteString("cluster", removal.Cluster);
        Write(json, "victim", removal.Victim, roots);
        Write(json, "keeper", removal.Keeper, roots);
        json.WriteEndObject();
    }

    /// <summary>Reads one.</summary>
    /// <exception cref="JsonException">It is none.</exception>
    /// <exception cref="InvalidDataException">It lacks something.</exception>
    public static PlannedRemoval Read(string line)
    {
        using var document = JsonDocument.Parse(line);
        var json = document.RootElement;
        return new PlannedRemoval(
            json.Required("n").GetInt32(), json.Required("cluster").GetString()!,
            Names.TryParse(json.Required("relation").GetString()!, out var relation) ? relation : Relation.None,
            json.Required("words").GetInt32(), json.Required("own").GetDouble(),
            json.Required("lostWords").GetInt32(), json.Required("lostBoilerplate").GetInt32(),
            ReadFile(json.Required("victim")), ReadFile(json.Required("keeper")));
    }

    /// <summary>A time as people read it, to the nanosecond.</summary>
    public static string Time(long nanoseconds)
    {
        var (seconds, rest) = Math.DivRem(nanoseconds, 1_000_000_000);
        if (rest < 0)
            (seconds, rest) = (seconds - 1, rest + 1_000_000_000);
        return DateTime.UnixEpoch.AddSeconds(seconds).ToString(Seconds, CultureInfo.InvariantCulture)
            + string.Create(CultureInfo.InvariantCulture, $".{rest:000000000}Z");
    }

    /// <summary>The way back.</summary>
    /// <exception cref="FormatException">It is no such time.</exception>
    public static long TimeOf(string text)
    {
        var parts = text.TrimEnd('Z').Split('.');
        var seconds = DateTime.ParseExact(
            parts[0], Seconds, CultureInfo.InvariantCulture,
            DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal);
        return ((seconds - DateTime.UnixEpoch).Ticks / TimeSpan.TicksPerSecond * 1_000_000_000)
            + long.Parse(parts[1], NumberStyles.None, CultureInfo.InvariantCulture);
    }

    private static void Write(Utf8JsonWriter json, string name, PlannedFile file, IReadOnlyList<CleanRoot> roots)
    {
        json.WriteStartObject(name);
        json.WriteNumber("root", file.Root);
        json.WriteString("path", RawPath.Show(file.Path));
        if (RawPath.IsRaw(file.Path))
            json.WriteBase64String("pathBytes", RawPath.ToBytes(file.Path).AsSpan()[..^1]);
        json.WriteString("full", RawPath.Show(Path.Combine(roots[file.Root].Path, file.Path)));
        json.WriteNumber("size", file.Size);
        json.WriteString("sha256", file.Hash);
        json.WriteString("written", Time(file.Written));
        json.WriteNumber("device", file.Device);
        json.WriteNumber("inode", file.Inode);
        json.WriteString("format", file.Format);
        json.WriteString("id", file.Id);
        if (file.Record is { } record)
            Write(json, record);
        json.WriteEndObject();
    }

    private static PlannedFile ReadFile(JsonElement json) => new(
        json.Required("root").GetInt32(), RawPath.OfShown(json.Required("path").GetString()!),
        json.Required("device").GetUInt64(), json.Required("inode").GetUInt64(), json.Required("size").GetInt64(),
        TimeOf(json.Required("written").GetString()!), json.Required("sha256").GetString()!,
        json.Required("format").GetString()!, json.Required("id").GetString()!,
        json.TryGetProperty("record", out var record) ? ReadRecord(record) : null);

    private static void Write(Utf8JsonWriter json, PlannedRecord record)
    {
        json.WriteStartObject("record");
        json.WriteString("file", record.File);
        json.WriteNumber("line", record.Line);
        json.WriteString("item", record.Item);
        if (record.Version.Length > 0)
            json.WriteString("version", record.Version);
        json.WriteString("textSha256", record.TextHash);
        json.WriteEndObject();
    }

    private static PlannedRecord ReadRecord(JsonElement json) => new(
        json.Required("file").GetString()!, json.Required("line").GetInt64(), json.Required("item").GetString()!,
        json.TryGetProperty("version", out var version) ? version.GetString()! : "",
        json.Required("textSha256").GetString()!);
}
