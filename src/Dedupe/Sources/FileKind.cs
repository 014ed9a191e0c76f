namespace Dedupe.Sources;

/// <summary>What a file holds and how it is packed, told by its name.</summary>
/// <param name="Format">What is inside.</param>
/// <param name="Compression">How it is packed.</param>
internal readonly record struct FileKind(InputFormat Format, Compression Compression)
{
    /// <summary>The kinds of name that are read, for messages.</summary>
    public const string Known = ".txt, .md, .jsonl, .ndjson and .wet, each also with .gz or .zst";

    /// <summary>The kind of a file by its name, in any letter case; null when it is none of ours.</summary>
    public static FileKind? OfName(ReadOnlySpan<char> name)
    {
        var compression = Compression.None;
        if (EndsWith(name, ".gz"))
        {
            compression = Compression.Gzip;
            name = name[..^3];
        }
        else if (EndsWith(name, ".zst"))
        {
            compression = Compression.Zstandard;
            name = name[..^4];
        }

        if (EndsWith(name, ".txt") || EndsWith(name, ".md"))
            return new FileKind(InputFormat.Text, compression);
        if (EndsWith(name, ".wet"))
            return new FileKind(InputFormat.Wet, compression);
        return EndsWith(name, ".jsonl") || EndsWith(name, ".ndjson")
            ? new FileKind(InputFormat.JsonLines, compression)
            : null;
    }

    private static bool EndsWith(ReadOnlySpan<char> name, string ending) =>
        name.EndsWith(ending, StringComparison.OrdinalIgnoreCase);
}
