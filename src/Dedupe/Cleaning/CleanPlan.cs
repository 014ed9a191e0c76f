using System.Security.Cryptography;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Dedupe.Reporting;
using Dedupe.Sources;
using Dedupe.Storage;

namespace Dedupe.Cleaning;

/// <summary>
/// The file plan.jsonl: the folders in which paths begin, then the files and records that may go, one a line, then a
/// checksum of all that. What is applied is this file and nothing else.
/// </summary>
/// <param name="Roots">The folders.</param>
/// <param name="Removals">The files and records that may go, numbered from 1.</param>
/// <param name="Hash">The SHA-256 of the lines above the checksum, hexadecimal: it tells this plan from
/// others.</param>
internal sealed record CleanPlan(
    IReadOnlyList<CleanRoot> Roots, IReadOnlyList<PlannedRemoval> Removals, string Hash)
{
    /// <summary>Its name in the folder of a plan.</summary>
    public const string FileName = "plan.jsonl";

    private const int Version = 1;
    private const string OptionsField = "options";

    // How records are read, as an options file has it; none where the plan has no records.
    private string? ReadingOptions { get; init; }

    private static readonly JsonWriterOptions Style = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Writes it, whole or not at all.</summary>
    /// <param name="folder">The folder of the plan.</param>
    /// <param name="roots">The folders.</param>
    /// <param name="removals">The files and records that may go.</param>
    /// <param name="reading">How the files of records are read.</param>
    /// <returns>The checksum.</returns>
    public static string Write(
        string folder, IReadOnlyList<CleanRoot> roots, IReadOnlyList<PlannedRemoval> removals, SourceOptions reading)
    {
        var hasRecords = removals.Any(static removal => removal.Victim.Record is not null);
        var sum = "";
        AtomicFile.Write(Path.Combine(folder, FileName), stream =>
        {
            using var hash = SHA256.Create();
            using (var summed = new CryptoStream(stream, hash, CryptoStreamMode.Write, leaveOpen: true))
            {
                Line(summed, json => WriteRoots(json, roots, hasRecords ? reading : null));
                foreach (var removal in removals)
                    Line(summed, json => PlanLine.Write(json, removal, roots));
            }

            sum = Convert.ToHexStringLower(hash.Hash!);
            Line(stream, json =>
            {
                json.WriteStartObject();
                json.WriteString("sha256", sum);
                json.WriteEndObject();
            });
        });
        return sum;
    }

    /// <summary>Refuses a folder without a plan.</summary>
    /// <exception cref="CleaningRefusedException">There is none.</exception>
    public static void RequireThere(string folder)
    {
        if (!File.Exists(Path.Combine(folder, FileName)))
            throw new CleaningRefusedException($"{folder} holds no plan: there is no {FileName} in it.");
    }

    /// <summary>Reads it.</summary>
    /// <param name="folder">The folder of the plan.</param>
    /// <param name="checks">Whether its checksum counts.</param>
    /// <exception cref="CleaningRefusedException">There is none, or it is not what was written.</exception>
    public static CleanPlan Read(string folder, SafetyChecks checks = SafetyChecks.All)
    {
        RequireThere(folder);
        var path = Path.Combine(folder, FileName);
        try
        {
            return ReadFile(path, checks);
        }
        catch (Exception error) when (error is JsonException or InvalidDataException or FormatException
            or InvalidOperationException or IndexOutOfRangeException or KeyNotFoundException)
        {
            throw Changed(path);
        }
    }

    /// <summary>How the files of records are read.</summary>
    /// <param name="formats">The formats that there are.</param>
    /// <exception cref="CleaningRefusedException">This version of the program does not know it.</exception>
    public SourceOptions Reading(InputFormats formats)
    {
        if (ReadingOptions is null)
            return new SourceOptions { Formats = formats };
        try
        {
            return new OptionsReader(FileName, Encoding.UTF8.GetBytes(ReadingOptions), formats).Read().Source;
        }
        catch (InvalidDataException error)
        {
            throw new CleaningRefusedException($"The plan is of another version of dedupe: {error.Message}");
        }
    }

    private static CleanPlan ReadFile(string path, SafetyChecks checks)
    {
        string? reading = null;
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        List<CleanRoot>? roots = null;
        var removals = new List<PlannedRemoval>();
        foreach (var line in File.ReadLines(path))
        {
            if (line.StartsWith("{\"sha256\":", StringComparison.Ordinal))
            {
                var sum = Convert.ToHexStringLower(hash.GetHashAndReset());
                using var end = JsonDocument.Parse(line);
                if (checks.HasFlag(SafetyChecks.PlanUnchanged)
                    && (end.RootElement.Required("sha256").GetString() != sum || roots is null))
                    throw Changed(path);
                if (checks.HasFlag(SafetyChecks.KeeperStays))
                    RequireKeepersStay(removals, path);
                return new CleanPlan(roots!, removals, sum) { ReadingOptions = reading };
            }

            hash.AppendData(Encoding.UTF8.GetBytes(line));
            hash.AppendData("\n"u8);
            if (roots is null)
                (roots, reading) = ReadRoots(line, path);
            else
                removals.Add(PlanLine.Read(line));
        }

        throw Changed(path);
    }

    private static void Line(Stream stream, Action<Utf8JsonWriter> write)
    {
        using (var json = new Utf8JsonWriter(stream, Style))
            write(json);
        stream.Write("\n"u8);
    }

    // Nothing goes that something else goes for, and a file is one and the same in all lines.
    private static void RequireKeepersStay(List<PlannedRemoval> removals, string path)
    {
        var files = new Dictionary<string, PlannedFile>(StringComparer.Ordinal);
        var records = new HashSet<(string, (long, string, string))>();
        foreach (var victim in removals.Select(static removal => removal.Victim))
        {
            if (files.TryGetValue(victim.Key, out var known)
                ? victim.Record is null || known.Record is null || !known.IsSameFileAs(victim)
                : !files.TryAdd(victim.Key, victim))
                throw Changed(path);
            if (victim.Record is { } record && !records.Add((victim.Key, record.Place)))
                throw Changed(path);
        }

        foreach (var keeper in removals.Select(static removal => removal.Keeper))
        {
            if (!files.TryGetValue(keeper.Key, out var losing))
                continue;
            if (keeper.Record is not { } record || losing.Record is null || !losing.IsSameFileAs(keeper)
                || records.Contains((keeper.Key, record.Place)))
                throw Changed(path);
        }
    }

    private static void WriteRoots(Utf8JsonWriter json, IReadOnlyList<CleanRoot> roots, SourceOptions? reading)
    {
        json.WriteStartObject();
        json.WriteNumber("plan", Version);
        json.WriteStartArray("roots");
        foreach (var root in roots)
        {
            json.WriteStartObject();
            json.WriteString("path", RawPath.Show(root.Path));
            json.WriteNumber("device", root.Device);
            json.WriteNumber("inode", root.Inode);
            json.WriteString("name", RawPath.Show(root.Name));
            json.WriteEndObject();
        }

        json.WriteEndArray();
        if (reading is not null)
        {
            json.WritePropertyName(OptionsField);
            OptionsJson.Write(json, new DedupeOptions(), reading);
        }

        json.WriteEndObject();
    }

    private static (List<CleanRoot> Roots, string? Reading) ReadRoots(string line, string path)
    {
        using var json = JsonDocument.Parse(line);
        if (json.RootElement.Required("plan").GetInt32() != Version)
            throw new CleaningRefusedException($"{path} is of another version of dedupe: make the plan again.");
        return (
            [.. json.RootElement.Required("roots").EnumerateArray().Select(static root => new CleanRoot(
                RawPath.OfShown(root.Required("path").GetString()!), root.Required("device").GetUInt64(),
                root.Required("inode").GetUInt64(), RawPath.OfShown(root.Required("name").GetString()!)))],
            json.RootElement.TryGetProperty(OptionsField, out var options) ? options.GetRawText() : null);
    }

    private static CleaningRefusedException Changed(string path) =>
        new($"{path} is not what was written: it was changed or cut since. Make the plan again.");
}
