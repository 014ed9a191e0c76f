namespace Dedupe.Sources;

/// <summary>
/// A file that was met in a folder and is not read: its name tells no kind that is, it stands where nothing is read, or
/// it is a link to what is read.
/// </summary>
/// <param name="Shown">Its path as shown to people: the folder argument joined with the path below it by '/'.</param>
/// <param name="FullPath">Its path on this machine.</param>
/// <param name="Kind">What it is: the end of its name in lower case such as <c>.html</c>, or one of the words
/// here.</param>
internal readonly record struct PassedOverFile(string Shown, string FullPath, string Kind)
{
    /// <summary>The kind of a file whose name begins with a dot.</summary>
    public const string DotFile = "dotfile";

    /// <summary>The kind of every file in a folder whose name begins with a dot.</summary>
    public const string InDotFolder = "in a dot folder";

    /// <summary>The kind of every file in a run directory, or in another folder of results.</summary>
    public const string InRunDirectory = "in a run directory";

    /// <summary>
    /// The kind of a symbolic link to a folder where such links are not followed; the link counts, not what it leads
    /// to.
    /// </summary>
    public const string LinkToFolder = "link to a folder";

    /// <summary>The kind of a symbolic link to a file that is read by its own name, or by another link.</summary>
    public const string LinkToInput = "link to a file that is read";

    /// <summary>
    /// The kind of what is no file with bytes of its own (a pipe, a socket, a device) and has no name that is read.
    /// </summary>
    public const string NoPlainFile = "no plain file";

    /// <summary>The kind of a file without an extension.</summary>
    public const string NoExtension = "no extension";

    /// <summary>
    /// The kind of a file whose extension is none that a person would know: longer than eight letters, or digits alone.
    /// </summary>
    public const string OtherExtension = "other extension";

    private const int LongestExtension = 8;

    /// <summary>The kind that a file's name tells; not for names that are read.</summary>
    internal static string KindOfName(string name)
    {
        if (name.StartsWith('.'))
            return DotFile;
        var outer = Path.GetExtension(name);
        if (outer.Length <= 1)
            return NoExtension;
        if (!IsExtension(outer))
            return OtherExtension;
        // What is packed matters as much as how.
        var inner = outer.ToLowerInvariant() is ".gz" or ".zst" or ".bz2" or ".xz" or ".lz4" or ".br" or ".lzma" or ".z"
            ? Path.GetExtension(name[..^outer.Length])
            : "";
        return (IsExtension(inner) ? inner + outer : outer).ToLowerInvariant();
    }

    // Kinds are counted one by one: their number must not grow with that of the files.
    private static bool IsExtension(string extension) =>
        extension.Length is > 1 and <= LongestExtension + 1
        && extension.AsSpan(1).IndexOfAnyExceptInRange('0', 'z') < 0
        && extension.Skip(1).All(char.IsAsciiLetterOrDigit)
        && extension.Skip(1).Any(char.IsAsciiLetter);
}
