using System.Globalization;
using Dedupe.Sources;

namespace Dedupe.Batch;

/// <summary>
/// How the files of a run looked before they were read, to tell whether they still look so: around each part, and
/// before anything is called complete. Files
/// that appear in a folder later are not part of the run. Safe from any thread.
/// </summary>
internal sealed class InputWatch
{
    private readonly Dictionary<string, FileState> states = new(StringComparer.Ordinal);

    /// <summary>Looks at all files of a source.</summary>
    public InputWatch(FileSource source)
    {
        Source = source;
        foreach (var file in source.Inputs)
        {
            // What is not there is told by the reading; pipes have nothing to hold against them.
            if (file is { Problem: null, Length: { } length }
                && source.Look(file) is { Kind: FileStateKind.File } state)
                states[file.FullPath] = state with { Length = length };
        }
    }

    /// <summary>The source.</summary>
    public FileSource Source { get; }

    /// <summary>Checks the files of a part.</summary>
    /// <exception cref="InputChangedException">One does not look as it did.</exception>
    public void Check(InputPart part) => Check(part.Pieces.Select(static piece => piece.File), null);

    /// <summary>Checks all files.</summary>
    /// <param name="because">What went wrong, when that is why somebody asks.</param>
    /// <exception cref="InputChangedException">One does not look as it did.</exception>
    public void Check(Exception? because = null) => Check(Source.Inputs, because);

    /// <summary>
    /// Does some work over the files, and looks afterwards whether they changed: if it failed, that may be why.
    /// </summary>
    /// <exception cref="InputChangedException">One does not look as it did.</exception>
    public async Task<T> GuardAsync<T>(Func<Task<T>> work)
    {
        try
        {
            var result = await work();
            Check();
            return result;
        }
        catch (Exception error) when (error is not (InputChangedException or OperationCanceledException))
        {
            Check(error);
            throw;
        }
    }

    private void Check(IEnumerable<InputFile> files, Exception? because)
    {
        foreach (var file in files)
        {
            if (states.TryGetValue(file.FullPath, out var before) && Difference(before, Source.Look(file)) is { } how)
                throw new InputChangedException(file.Shown, how, because);
        }
    }

    private static string? Difference(FileState before, FileState now)
    {
        if (now.Kind != FileStateKind.File)
            return "it is gone";
        if (now.Length != before.Length)
            return string.Create(CultureInfo.InvariantCulture, $"it had {before.Length} bytes, and has {now.Length}");
        if (now.LastWrite != before.LastWrite)
            return $"it was written to, or replaced by another of the same length, which was written at " +
                $"{now.LastWrite:O}";
        return now.LastChange != before.LastChange
            ? "another was put in its place, or its attributes were changed; length and time of the last write are " +
                "the same"
            : null;
    }
}
