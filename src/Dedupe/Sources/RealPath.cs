namespace Dedupe.Sources;

/// <summary>The path of a folder without symbolic links, so that a folder met twice is known again.</summary>
internal static class RealPath
{
    // As Linux does.
    private const int MaxLinks = 40;

    /// <summary>Resolves every link on the way.</summary>
    /// <exception cref="IOException">The links go round in a circle.</exception>
    public static string Of(string path)
    {
        string full = RawPath.Full(path);
        string current = Path.GetPathRoot(full)!;
        var ahead = new Stack<string>();
        Push(ahead, full[current.Length..]);
        int links = 0;
        while (ahead.TryPop(out string? name))
        {
            if (name == "..")
            {
                current = Path.GetDirectoryName(current) ?? current;
                continue;
            }

            string next = Path.Combine(current, name);
            if (RawFiles.LinkTarget(next) is not { } target)
            {
                current = next;
                continue;
            }

            if (++links > MaxLinks)
                throw new IOException($"Too many levels of symbolic links: '{path}'");
            if (Path.IsPathRooted(target))
            {
                current = Path.GetPathRoot(target)!;
                target = target[current.Length..];
            }

            Push(ahead, target);
        }

        return current;
    }

    /// <summary>The same; null where there is no path, or the links go round in a circle.</summary>
    public static string? OrNull(string? path)
    {
        try
        {
            return string.IsNullOrEmpty(path) ? null : Of(path);
        }
        catch (IOException)
        {
            return null;
        }
    }

    private static void Push(Stack<string> ahead, string path)
    {
        string[] names = path.Split(
            [Path.DirectorySeparatorChar, Path.AltDirectorySeparatorChar], StringSplitOptions.RemoveEmptyEntries);
        for (int i = names.Length - 1; i >= 0; i--)
        {
            if (names[i] != ".")
                ahead.Push(names[i]);
        }
    }
}
