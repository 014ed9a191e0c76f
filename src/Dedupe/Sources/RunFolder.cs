using System.Text.Json;
using Dedupe.Storage;

namespace Dedupe.Sources;

/// <summary>How a run directory is known: by the manifest in it. Its JSON lines are results, and no articles.</summary>
internal static class RunFolder
{
    /// <summary>The name of the manifest.</summary>
    public const string ManifestName = "run.json";

    /// <summary>The first field of every manifest; no other program's file starts with it.</summary>
    public const string FirstField = "hashFamilyVersion";

    /// <summary>
    /// Whether a folder is a run directory. Reads the start of one file, and only where it has the name.
    /// </summary>
    public static bool Is(string folder) => StartsAsManifest(Path.Combine(folder, ManifestName));

    /// <summary>Whether a file begins as manifests do.</summary>
    public static bool StartsAsManifest(string manifest)
    {
        try
        {
            // A manifest is a file with content, and no link. Whatever else has the name may be a pipe, which would
            // wait for a writer.
            if (RawFiles.StateOf(manifest) is not { Kind: FileStateKind.File, Length: > 0 }
                || RawFiles.LinkTarget(manifest) is not null)
                return false;
            using var stream = RawPath.IsRaw(manifest) ? RawFiles.Open(manifest) : File.OpenRead(manifest);
            var start = new byte[256];
            var json = new Utf8JsonReader(
                start.AsSpan(0, stream.ReadAtLeast(start, start.Length, throwOnEndOfStream: false)),
                isFinalBlock: false, state: default);
            return json.Read() && json.TokenType == JsonTokenType.StartObject
                && json.Read() && json.TokenType == JsonTokenType.PropertyName && json.ValueTextEquals(FirstField);
        }
        catch (Exception exception) when (exception is UnauthorizedAccessException or JsonException
            || (exception is IOException && !HandleShortage.Is(exception)))
        {
            return false;
        }
    }
}
