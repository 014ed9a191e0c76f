using System.Globalization;
using System.IO.Hashing;
using System.Text;
using Dedupe.Sources;

namespace Dedupe.Batch;

/// <summary>
/// How an input looked when a run began, to tell later whether it is still the same. No file is opened for it.
/// </summary>
/// <param name="Path">The input as it was named.</param>
/// <param name="Files">How many files it holds: 1 for a file, 0 when there is nothing to read.</param>
/// <param name="Size">Bytes of all its files together.</param>
/// <param name="LastWrite">The newest write, UTC in round-trip form; empty when there is nothing.</param>
/// <param name="Fingerprint">XXH3 over names, sizes and write times of all files, hexadecimal.</param>
internal sealed record InputStamp(string Path, long Files, long Size, string LastWrite, string Fingerprint)
{
    /// <summary>Looks at one input: a file, or a folder with all that is read from it.</summary>
    public static InputStamp Of(string path, SourceOptions options, SourceEnvironment? environment = null)
    {
        if (FileSource.IsReadOnce(path))
            return new InputStamp(path, 1, 0, "", "");
        var hash = new XxHash3();
        var newest = DateTime.MinValue;
        long size = 0;
        var source = new FileSource([path], options, environment ?? new SourceEnvironment());
        var files = source.Inputs.Where(static file => file.Problem is null).ToList();
        foreach (var file in files)
        {
            var write = source.Look(file).LastWrite;
            var length = file.Length ?? 0;
            hash.Append(
                Encoding.UTF8.GetBytes(
                    string.Create(CultureInfo.InvariantCulture, $"{file.Shown}\0{length}\0{write.Ticks}\n")));
            newest = write > newest ? write : newest;
            size += length;
        }

        return new InputStamp(
            path,
            files.Count,
            size,
            files.Count == 0 ? "" : newest.ToString("O", CultureInfo.InvariantCulture),
            Convert.ToHexStringLower(hash.GetCurrentHash()));
    }

    /// <summary>What a person is told about it.</summary>
    public string Describe() => Files switch
    {
        0 => "nothing",
        1 => $"{Size} bytes of {LastWrite}",
        _ => $"{Files} files, {Size} bytes, the newest of {LastWrite}",
    };
}
