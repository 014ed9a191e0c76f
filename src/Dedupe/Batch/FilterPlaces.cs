using Dedupe.Sources;

namespace Dedupe.Batch;

/// <summary>
/// Looks whether inputs, run directory and output folder stand in each other's way, before anything is written.
/// </summary>
internal sealed class FilterPlaces(FilterOptions options, RunManifest run)
{
    /// <summary>Looks at the folders.</summary>
    /// <exception cref="FilterRefusedException">One is in the way; the message names it.</exception>
    public void Check()
    {
        var output = options.OutputDirectory;
        if (File.Exists(output))
            throw new FilterRefusedException($"{output} is a file, not a folder to write to.");
        if (Contains(options.RunDirectory, output))
            throw new FilterRefusedException(
                $"{output} is the run directory or inside it: choose another folder to write to.");
        foreach (var input in options.Inputs.Concat(run.Inputs.Select(static input => input.Path)).Where(static input =>
            input != FileSource.StandardInput))
        {
            if (Directory.Exists(input) && Contains(input, output))
                throw new FilterRefusedException(
                    $"{output} is inside the input {input}, and would be read as input next time: choose another " +
                    $"folder to write to.");
            if (Path.Exists(input) && Contains(output, input))
                throw new FilterRefusedException(
                    $"The input {input} is inside {output}, and could be written over itself: choose another folder " +
                    $"to write to.");
        }

        if (Contains(output, options.RunDirectory))
            throw new FilterRefusedException(
                $"The run directory {options.RunDirectory} is inside {output}: choose another folder to write to.");
        if (!options.Overwrite && Directory.Exists(output) && Directory.EnumerateFileSystemEntries(output).Any())
            throw new FilterRefusedException(
                $"{output} is not empty: choose another folder, or overwrite what is there.");
    }

    /// <summary>Looks at the names of all that will be written.</summary>
    /// <exception cref="FilterRefusedException">Two are in each other's way, or something in the output folder
    /// is.</exception>
    public static void CheckNames(FilterOptions options, IReadOnlyCollection<string> names)
    {
        var folders = new SortedSet<string>(StringComparer.Ordinal);
        foreach (var name in names)
        {
            for (var folder = Path.GetDirectoryName(name); !string.IsNullOrEmpty(folder) && folders.Add(folder);)
                folder = Path.GetDirectoryName(folder);
        }

        foreach (var name in names)
        {
            if (name is FilterReport.Name or FilterOutput.PartialName
                || name.StartsWith(FilterReport.Name + "/", StringComparison.Ordinal))
                throw new FilterRefusedException(
                    $"{name} is a name that filtering needs itself: rename that file, or leave it out.");
            if (folders.Contains(name))
                throw new FilterRefusedException(
                    $"{RawPath.Show(name)} would be a file and a folder: filter the inputs one after the other.");
            if (Directory.Exists(Path.Combine(options.OutputDirectory, name))
                && RawFiles.LinkTarget(Path.Combine(options.OutputDirectory, name)) is null)
                throw new FilterRefusedException(
                    $"{Path.Combine(options.OutputDirectory, RawPath.Show(name))} is a folder, where a file would be " +
                    $"written.");
        }

        foreach (var folder in folders)
        {
            var path = Path.Combine(options.OutputDirectory, folder);
            if (File.Exists(path) || RawFiles.LinkTarget(path) is not null)
                throw new FilterRefusedException(
                    $"{RawPath.Show(path)} is a file or a link, where a folder is needed.");
        }
    }

    private static bool Contains(string folder, string path)
    {
        var outer = RealPath.Of(folder);
        var inner = RealPath.Of(path);
        return inner == outer
            || inner.StartsWith(
                Path.TrimEndingDirectorySeparator(outer) + Path.DirectorySeparatorChar, StringComparison.Ordinal);
    }
}
