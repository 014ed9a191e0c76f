using System.Globalization;
using Dedupe.Sources;

namespace Dedupe.Cli;

/// <summary>
/// Looks whether what a command line names is there, before anything else is done: a typing mistake should cost
/// nothing.
/// </summary>
internal static class GivenFiles
{
    private const int MostNamed = 3;

    /// <summary>Requires inputs: files, folders, standard input.</summary>
    /// <exception cref="UsageException">Some are not there; the first of them are named.</exception>
    public static IReadOnlyList<string> RequireInputs(IReadOnlyList<string> inputs)
    {
        if (inputs.Contains(FileSource.StandardInput))
            StandardInput.Require();
        if (inputs.Contains(""))
            throw new UsageException("An input has no name: it is empty, as an unset variable of a script is.");
        var missing = FileSource.Missing(inputs);
        if (missing.Count == 0)
            return inputs;
        var named = string.Join(", ", missing.Take(MostNamed).Select(static path => $"'{path}'"));
        var more = missing.Count > MostNamed
            ? string.Create(CultureInfo.InvariantCulture, $" and {missing.Count - MostNamed:#,0} more")
            : "";
        throw new UsageException(missing.All(IsLocked)
            ? $"A folder on the way to {named}{more} may not be entered."
            : $"No such file or folder: {named}{more}.");
    }

    /// <summary>Requires the file of an option; null where the option is not given.</summary>
    /// <exception cref="UsageException">It is not there.</exception>
    public static string? RequireFile(string option, string? path)
    {
        if (path is null || File.Exists(path))
            return path;
        throw new UsageException(Directory.Exists(path) ? $"{option} takes a file, and '{path}' is a folder."
            : IsLocked(path) ? $"{option}: a folder on the way to '{path}' may not be entered."
            : $"{option}: there is no file '{path}'.");
    }

    /// <summary>Requires the file of an option as <see cref="RequireFile"/> does, and that it is a plain one.</summary>
    /// <exception cref="UsageException">It is not there, or it is a pipe or a device, or much too large.</exception>
    public static string? RequirePlainFile(string option, string? path)
    {
        if (RequireFile(option, path) is null)
            return null;
        try
        {
            PlainFile.Open(path!).Dispose();
            return path;
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new UsageException($"{option}: {error.Message}");
        }
    }

    /// <summary>Requires a folder with a run in it.</summary>
    /// <exception cref="UsageException">It is not there, or there is no run in it.</exception>
    public static string RequireRun(string what, string path)
    {
        RequireFolder(what, path);
        return File.Exists(Path.Combine(path, RunFolder.ManifestName))
            ? path
            : throw new UsageException($"{path} holds no run: it has no {RunFolder.ManifestName}.");
    }

    /// <summary>Requires a folder.</summary>
    /// <exception cref="UsageException">It is not there.</exception>
    public static string? RequireFolder(string what, string? path)
    {
        if (path is null || Directory.Exists(path))
            return path;
        throw new UsageException(
            File.Exists(path)
                ? $"{what} takes a run directory, and '{path}' is a file."
                : $"{what}: there is no folder '{path}'.");
    }

    /// <summary>Requires that a run directory can be one: it is not there yet, or it is a folder.</summary>
    /// <exception cref="UsageException">It, or what should be a folder above it, is a file.</exception>
    public static void RequireNoFile(string option, string? path)
    {
        for (var above = path; !string.IsNullOrEmpty(above); above = Path.GetDirectoryName(above))
        {
            if (File.Exists(above))
                throw new UsageException($"{option} takes a folder, and '{above}' is a file.");
        }
    }

    private static bool IsLocked(string path)
    {
        try
        {
            _ = File.GetAttributes(path);
            return false;
        }
        catch (UnauthorizedAccessException)
        {
            return true;
        }
        catch (Exception error) when (error is IOException or ArgumentException)
        {
            return false;
        }
    }
}
