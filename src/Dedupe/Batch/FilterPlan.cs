using Dedupe.Reporting;
using Dedupe.Sources;

namespace Dedupe.Batch;

/// <summary>Which file goes where; made, and refused, before anything is written.</summary>
internal sealed class FilterPlan
{
    private readonly FilterOptions options;
    private readonly RunManifest run;
    private readonly Dictionary<string, (string Shown, InputStamp Input)> ofRun = new(StringComparer.Ordinal);
    private readonly SortedDictionary<string, InputFile> targets = new(StringComparer.Ordinal);

    /// <summary>Makes a plan.</summary>
    /// <exception cref="FilterRefusedException">Run, inputs and output do not go together.</exception>
    /// <exception cref="InvalidDataException">The manifest of the run cannot be read.</exception>
    public FilterPlan(FilterOptions options)
    {
        this.options = options;
        run = FinishedRun();
        Source = OptionsFile.Read(Path.Combine(options.RunDirectory, RunFolder.ManifestName)).Source;
        foreach (var input in run.Inputs.Where(static input => input.Path != FileSource.StandardInput))
        {
            foreach (var file in new FileSource([input.Path], Source).Files)
                ofRun.TryAdd(Path.GetFullPath(file.Path), (file.Path, input));
        }

        CheckOutput();
        foreach (var input in options.Inputs)
            Add(input);
        CheckStamps();
    }

    /// <summary>How the run read its inputs.</summary>
    public SourceOptions Source { get; }

    /// <summary>Files by the name they get below the output folder. A file is shown as the run showed it, so that its id is the same.</summary>
    public IReadOnlyDictionary<string, InputFile> Targets => targets;

    private RunManifest FinishedRun()
    {
        var directory = options.RunDirectory;
        if (RunManifestFile.Read(directory) is not { } manifest)
            throw new FilterRefusedException($"{directory} is no run directory: there is no {RunFolder.ManifestName} in it.");
        if (!manifest.Complete)
            throw new FilterRefusedException($"The run in {directory} is not finished: run it again, then filter.");
        return new ResultFolder(directory).Missing() is { Count: > 0 } missing
            ? throw new FilterRefusedException($"The run in {directory} lacks {string.Join(", ", missing)}.")
            : manifest;
    }

    private void CheckOutput()
    {
        var output = options.OutputDirectory;
        if (File.Exists(output))
            throw new FilterRefusedException($"{output} is a file, not a folder to write to.");
        if (Contains(options.RunDirectory, output))
            throw new FilterRefusedException($"{output} is the run directory or inside it: choose another folder to write to.");
        foreach (var input in options.Inputs.Concat(run.Inputs.Select(static input => input.Path)).Where(Directory.Exists))
        {
            if (Contains(input, output))
                throw new FilterRefusedException($"{output} is inside the input {input}, and would be read as input next time: choose another folder to write to.");
        }

        if (!options.Overwrite && Directory.Exists(output) && Directory.EnumerateFileSystemEntries(output).Any())
            throw new FilterRefusedException($"{output} is not empty: choose another folder, or overwrite what is there.");
    }

    private void Add(string input)
    {
        if (input == FileSource.StandardInput)
            throw new FilterRefusedException("Standard input has no file name to write to: name files and folders.");
        var environment = new SourceEnvironment();
        bool isFolder = Directory.Exists(input);
        foreach (var found in new InputExpander(Source, environment, new RetryPolicy(Source, environment.Time)).Expand([input]))
        {
            if (found.Problem is { } problem)
                throw new FilterRefusedException($"{problem.Origin.Source}: {problem.Detail}");
            bool known = ofRun.TryGetValue(found.FullPath, out var run);
            if (!known && !options.AllowOther)
                throw new FilterRefusedException($"{found.Shown} was not part of the run in {options.RunDirectory}.");
            var name = isFolder ? found.Shown[(TrimmedLength(input) + 1)..] : Path.GetFileName(found.Shown);
            if (targets.TryGetValue(name, out var other) && other.FullPath != found.FullPath)
                throw new FilterRefusedException($"{other.Shown} and {found.Shown} would both be written to {name}: filter them one after the other.");
            if (RealPath.Of(Path.Combine(options.OutputDirectory, name)) == RealPath.Of(found.FullPath))
                throw new FilterRefusedException($"{found.Shown} would be written over itself: choose another folder to write to.");
            targets[name] = known ? found with { Shown = run.Shown } : found;
        }
    }

    private void CheckStamps()
    {
        if (options.AllowOther)
            return;
        foreach (var then in targets.Values.Select(file => ofRun[file.FullPath].Input).Distinct())
        {
            var now = InputStamp.Of(then.Path, Source);
            if (now != then)
                throw new FilterRefusedException($"{then.Path} changed since the run: it was {then.Describe()}, and is {now.Describe()}. Run again, then filter.");
        }
    }

    private static int TrimmedLength(string folder) => folder.TrimEnd('/').Length;

    private static bool Contains(string folder, string path)
    {
        var outer = RealPath.Of(folder);
        var inner = RealPath.Of(path);
        return inner == outer || inner.StartsWith(Path.TrimEndingDirectorySeparator(outer) + Path.DirectorySeparatorChar, StringComparison.Ordinal);
    }
}
