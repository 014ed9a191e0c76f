using Dedupe.Batch;
using Dedupe.Sources;

namespace Dedupe.Cleaning;

/// <summary>Reads files of records as the run read them, by their open handles and never by a path.</summary>
/// <param name="options">How they are read.</param>
internal sealed class RecordFiles(SourceOptions options)
{
    private readonly ReadingRules rules = new(options);

    /// <summary>A file as a filter reads it.</summary>
    /// <param name="file">The file, open.</param>
    /// <param name="shown">Its path as the run shows it.</param>
    /// <param name="format">The format that it was read as.</param>
    /// <exception cref="SkippedException">This version of the program does not know the format.</exception>
    public FileFilter Open(CheckedFile file, string shown, string format)
    {
        var known = options.Formats.Find(format)
            ?? throw new SkippedException(SkipReason.Failed, $"'{format}' is no format of this version of dedupe.");
        return Open(file, new InputFile(
            shown, file.Name, known, options.Formats.KindOf(shown)?.Packing, file.Facts.Size));
    }

    /// <summary>The same for a file that was found among the inputs.</summary>
    public FileFilter Open(CheckedFile file, InputFile input)
    {
        var environment = Environment(file);
        return new FileFilter(
            input, () => StreamOf(file), rules, environment, new RetryPolicy(options, environment.Time));
    }

    /// <summary>A machine in which any path is that file.</summary>
    public static SourceEnvironment Environment(CheckedFile file) => new() { Open = _ => StreamOf(file) };

    // A stream of its own with a place of its own; the handle stays open.
    private static FileStream StreamOf(CheckedFile file) => new(
        new Microsoft.Win32.SafeHandles.SafeFileHandle(file.File.DangerousGetHandle(), ownsHandle: false),
        FileAccess.Read, bufferSize: 0);
}
