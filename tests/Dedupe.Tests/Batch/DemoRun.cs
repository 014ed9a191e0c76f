using Dedupe.Batch;

namespace Dedupe.Tests.Batch;

/// <summary>A folder with the articles of the demonstration, and a run over them that is still to be done.</summary>
internal sealed class DemoRun : IDisposable
{
    /// <summary>Makes the folder.</summary>
    /// <param name="parts">Parts of the run.</param>
    /// <param name="more">What stands behind the articles.</param>
    public DemoRun(int parts, string more = "")
    {
        File.Copy(Path.Combine(Repository.Root, "seeds", "wire-demo", "articles.jsonl"), Input);
        File.AppendAllText(Input, more);
        Job = new() { Inputs = [Input], OutputDirectory = Run, Parts = parts };
    }

    public string Folder { get; } = Directory.CreateTempSubdirectory("dedupe-").FullName;

    public string Input => Path.Combine(Folder, "in.jsonl");

    /// <summary>The directory of the run; it is not there yet.</summary>
    public string Run => Path.Combine(Folder, "run");

    public JobOptions Job { get; }

    public void Dispose() => Directory.Delete(Folder, recursive: true);
}
