using System.Text.Json;
using Dedupe.Sources;
using Dedupe.Storage;

namespace Dedupe.Service.Watching;

/// <summary>
/// The files of watched folders whose articles were acknowledged, kept on disk: a line of JSON for each. A file is
/// known as long as its length and its time of writing are the same. For one thread.
/// </summary>
internal sealed class TakenFiles : IDisposable
{
    /// <summary>How long a file that is not there any more is remembered: it may come back.</summary>
    private static readonly TimeSpan Remembered = TimeSpan.FromDays(30);

    private readonly Dictionary<string, TakenFile> files = new(StringComparer.Ordinal);
    private readonly FileStream stream;

    private readonly record struct TakenFile(long Length, DateTime WrittenAt, DateTimeOffset TakenAt);

    /// <summary>Opens the list; it is made where there is none.</summary>
    /// <param name="path">The file of the list.</param>
    /// <param name="now">The time.</param>
    /// <exception cref="IOException">It cannot be read or written.</exception>
    public TakenFiles(string path, DateTimeOffset now)
    {
        if (File.Exists(path))
        {
            foreach (var line in File.ReadLines(path))
                Read(line);
            foreach (var (file, taken) in files)
            {
                if (now - taken.TakenAt > Remembered
                    && RawFiles.StateOf(RawPath.OfShown(file)).Kind == FileStateKind.None)
                    files.Remove(file);
            }
        }

        AtomicFile.Write(path, Write);
        stream = new FileStream(path, FileMode.Append, FileAccess.Write, FileShare.Read);
    }

    /// <summary>Whether a file was taken as it is now.</summary>
    public bool Has(string fullPath, in FileState state) =>
        files.TryGetValue(RawPath.Show(fullPath), out var taken)
        && taken.Length == state.Length && taken.WrittenAt == state.LastWrite;

    /// <summary>Files were taken. When this returns they are on the disk.</summary>
    /// <exception cref="IOException">The list cannot be written; they are known as long as this one lives.</exception>
    public void Add(IEnumerable<(string FullPath, FileState State)> taken, DateTimeOffset now)
    {
        foreach (var (path, state) in taken)
        {
            var shown = RawPath.Show(path);
            var file = new TakenFile(state.Length, state.LastWrite, now);
            files[shown] = file;
            Write(stream, shown, file);
        }

        stream.Flush(flushToDisk: true);
    }

    /// <inheritdoc/>
    public void Dispose() => stream.Dispose();

    private void Write(Stream output)
    {
        foreach (var (path, file) in files)
            Write(output, path, file);
    }

    private static void Write(Stream output, string path, in TakenFile file)
    {
        using (var json = new Utf8JsonWriter(output))
        {
            json.WriteStartObject();
            json.WriteString("path"u8, path);
            json.WriteNumber("length"u8, file.Length);
            json.WriteString("writtenAt"u8, file.WrittenAt);
            json.WriteString("takenAt"u8, file.TakenAt);
            json.WriteEndObject();
        }

        output.WriteByte((byte)'\n');
    }

    // A line that a power cut left half is a file that is taken once more.
    private void Read(string line)
    {
        try
        {
            using var json = JsonDocument.Parse(line);
            var file = json.RootElement;
            files[file.GetProperty("path").GetString()!] = new TakenFile(
                file.GetProperty("length").GetInt64(), file.GetProperty("writtenAt").GetDateTime(),
                file.GetProperty("takenAt").GetDateTimeOffset());
        }
        catch (Exception error) when (error is JsonException or KeyNotFoundException or InvalidOperationException
            or FormatException or ArgumentNullException)
        {
            // See above.
        }
    }
}
