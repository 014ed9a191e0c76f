using System.Text;

namespace Dedupe.Tests.Sources;

/// <summary>A folder of its own for one test.</summary>
internal sealed class TempFolder : IDisposable
{
    public string Root { get; } = Directory.CreateTempSubdirectory("dedupe-test-").FullName;

    /// <summary>Writes a file, with the folders above it.</summary>
    public string Write(string name, byte[] content)
    {
        string path = $"{Root}/{name}";
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllBytes(path, content);
        return path;
    }

    public string Write(string name, string content) => Write(name, Encoding.UTF8.GetBytes(content));

    public void Dispose() => Directory.Delete(Root, recursive: true);
}
