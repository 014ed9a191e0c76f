using System.Text;
using System.Text.Json;
using Dedupe.Sources;

namespace Dedupe.Cleaning;

/// <summary>
/// The file journal.jsonl of a plan: what is about to be done, on disk before it is done, and what was done. A line
/// that is not whole is the last one, of a process that was ended while it wrote: what it says was not begun.
/// </summary>
internal sealed class CleanJournal : IDisposable
{
    /// <summary>Its name in the folder of a plan.</summary>
    public const string FileName = "journal.jsonl";

    private readonly FileStream file;
    private readonly string home;
    private readonly MemoryStream ahead = new();
    private readonly Dictionary<string, long> folders = new(StringComparer.Ordinal);
    private readonly Dictionary<string, WrittenAgain> written = new(StringComparer.Ordinal);

    private CleanJournal(FileStream file, string folder, int removals)
    {
        (this.file, home) = (file, RawPath.Full(folder));
        Standings = new Standing[removals + 1];
    }

    /// <summary>What became of each file, by its number.</summary>
    public Standing[] Standings { get; }

    /// <summary>How it was applied last; null before that.</summary>
    public CleanWay? Way { get; private set; }

    /// <summary>The quarantine; null before it was applied.</summary>
    public string? Quarantine { get; private set; }

    /// <summary>Folders that lost a file, as <c>root/path</c>, and when they were written before.</summary>
    public IReadOnlyDictionary<string, long> Folders => folders;

    /// <summary>What was written last in the place of files that lost records, by <see cref="PlannedFile.Key"/>; a file
    /// whose last record went has none.</summary>
    public IReadOnlyDictionary<string, WrittenAgain> Written => written;

    /// <summary>Whether a plan was ever applied.</summary>
    public static bool IsThere(string folder) => File.Exists(Path.Combine(folder, FileName));

    /// <summary>Opens it, or begins one.</summary>
    /// <param name="folder">The folder of the plan; whoever opens the journal has it alone.</param>
    /// <param name="plan">The plan.</param>
    /// <exception cref="CleaningRefusedException">It is of another plan, or damaged.</exception>
    /// <exception cref="IOException">It cannot be written.</exception>
    public static CleanJournal Open(string folder, CleanPlan plan)
    {
        var path = Path.Combine(folder, FileName);
        if (RawFiles.LinkTarget(path) is not null)
            throw new CleaningRefusedException($"{path} is a symbolic link: no journal is one.");
        var opened = new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.Read, bufferSize: 0);
        var journal = new CleanJournal(opened, folder, plan.Removals.Count);
        try
        {
            if (!journal.Read(path, plan))
            {
                journal.Add(json => json.WriteString("plan", plan.Hash));
                journal.Flush();
                using var root = FileCalls.OpenRoot();
                using var parent = FolderWalk.Open(root, RealPath.Of(folder), SafetyChecks.None);
                using var open = FileCalls.Reopened(parent);
                FileCalls.Flush(open, folder);
            }

            return journal;
        }
        catch
        {
            journal.Dispose();
            throw;
        }
    }

    /// <summary>Notes how the plan is applied from here on.</summary>
    public void Begin(CleanWay way, string quarantine)
    {
        (Way, Quarantine) = (way, quarantine);
        Add(json =>
        {
            json.WriteString("apply", CleanWords.Of(way));
            // A folder of a plan may be moved, and its quarantine with it.
            json.WriteString("quarantine", RawPath.Show(
                quarantine.StartsWith(home + '/', StringComparison.Ordinal)
                    ? quarantine[(home.Length + 1)..]
                    : quarantine));
        });
    }

    /// <summary>Notes when a folder was written, before a file of it goes; only the first time counts.</summary>
    public void Folder(string place, long written)
    {
        if (folders.TryAdd(place, written))
            Add(json =>
            {
                json.WriteString("folder", RawPath.Show(place));
                json.WriteNumber("written", written);
            });
    }

    /// <summary>Notes what is about to take the place of a file; null: nothing.</summary>
    public void Write(string key, WrittenAgain? file)
    {
        Take(key, file);
        Add(json =>
        {
            json.WriteString("file", RawPath.Show(key));
            if (file is null)
                return;
            json.WriteNumber("inode", file.Inode);
            json.WriteNumber("size", file.Size);
            json.WriteString("sha256", file.Hash);
        });
    }

    /// <summary>Notes what becomes of a file. It is on disk after <see cref="Flush"/>.</summary>
    public void Note(int number, Standing standing)
    {
        Standings[number] = standing;
        Add(json =>
        {
            json.WriteNumber("n", number);
            json.WriteString("is", CleanWords.Of(standing));
        });
    }

    /// <summary>Forgets the times of folders: all that went is back.</summary>
    public void ForgetFolders()
    {
        folders.Clear();
        Add(static json => json.WriteBoolean("undone", true));
    }

    /// <summary>Puts on disk what was noted.</summary>
    /// <exception cref="IOException">It cannot be written: what was noted may not be done.</exception>
    public void Flush()
    {
        if (ahead.Length == 0)
            return;
        file.Write(ahead.GetBuffer().AsSpan(0, (int)ahead.Length));
        file.Flush(flushToDisk: true);
        ahead.SetLength(0);
    }

    /// <inheritdoc/>
    public void Dispose() => file.Dispose();

    private void Add(Action<Utf8JsonWriter> write)
    {
        using (var json = new Utf8JsonWriter(ahead))
        {
            json.WriteStartObject();
            write(json);
            json.WriteEndObject();
        }

        ahead.Write("\n"u8);
    }

    // Whether there is a journal already. What follows the last whole line goes.
    private bool Read(string path, CleanPlan plan)
    {
        var bytes = new byte[file.Length];
        file.ReadExactly(bytes);
        var end = bytes.AsSpan().LastIndexOf((byte)'\n') + 1;
        file.SetLength(end);
        file.Position = end;
        if (end == 0)
            return false;
        var lines = Encoding.UTF8.GetString(bytes, 0, end - 1).Split('\n');
        try
        {
            using (var first = JsonDocument.Parse(lines[0]))
            {
                if (first.RootElement.Required("plan").GetString() != plan.Hash)
                    throw new CleaningRefusedException($"{path} is of another plan.");
            }

            foreach (var line in lines.Skip(1))
            {
                using var json = JsonDocument.Parse(line);
                Take(json.RootElement);
            }
        }
        catch (Exception error) when (error is JsonException or InvalidDataException or InvalidOperationException
            or IndexOutOfRangeException or FormatException or KeyNotFoundException)
        {
            throw new CleaningRefusedException($"{path} is damaged: {error.Message}");
        }

        return true;
    }

    private void Take(string key, WrittenAgain? file)
    {
        if (file is null)
            written.Remove(key);
        else
            written[key] = file;
    }

    private void Take(JsonElement json)
    {
        if (json.TryGetProperty("n", out var number))
        {
            Standings[number.GetInt32()] = CleanWords.StandingOf(json.Required("is").GetString()!);
        }
        else if (json.TryGetProperty("folder", out var folder))
        {
            folders.TryAdd(RawPath.OfShown(folder.GetString()!), json.Required("written").GetInt64());
        }
        else if (json.TryGetProperty("file", out var key))
        {
            Take(RawPath.OfShown(key.GetString()!), json.TryGetProperty("sha256", out var hash)
                ? new WrittenAgain(
                    json.Required("inode").GetUInt64(), json.Required("size").GetInt64(), hash.GetString()!)
                : null);
        }
        else if (json.TryGetProperty("undone", out _))
        {
            folders.Clear();
        }
        else
        {
            Way = CleanWords.WayOf(json.Required("apply").GetString()!);
            Quarantine = Path.Combine(home, RawPath.OfShown(json.Required("quarantine").GetString()!));
        }
    }
}
