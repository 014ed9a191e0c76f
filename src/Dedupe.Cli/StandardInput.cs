namespace Dedupe.Cli;

/// <summary>Whether there is a standard input at all.</summary>
internal static class StandardInput
{
    private const string Description = "/proc/self/fdinfo/0";
    private const string FlagsName = "flags:";
    private const int ClosedOnExec = 0x80000; // O_CLOEXEC

    /// <summary>
    /// Whether the caller closed it (<c>&lt;&amp;-</c>). The runtime then has a file of its own in its place, and
    /// whoever reads that waits for ever. Such a file is
    /// told by its flag to be closed when a program starts, which nothing that was handed over can have. Only Linux
    /// tells.
    /// </summary>
    public static bool IsClosed
    {
        get
        {
            try
            {
                return File.Exists("/proc/self/stat")
                    && (!File.Exists(Description) || IsOwn(File.ReadAllLines(Description)));
            }
            catch (Exception error) when (error is IOException or UnauthorizedAccessException)
            {
                return false;
            }
        }
    }

    /// <summary>Requires that it is open.</summary>
    /// <exception cref="UsageException">It is not.</exception>
    public static void Require()
    {
        if (IsClosed)
            throw new UsageException("Standard input is closed: there is nothing to read.");
    }

    /// <summary>
    /// Whether a description of an open file, as Linux gives it, is that of one that the program opened itself.
    /// </summary>
    internal static bool IsOwn(IEnumerable<string> description)
    {
        var flags = description.FirstOrDefault(
            static line => line.StartsWith(FlagsName, StringComparison.Ordinal))?[FlagsName.Length..].Trim();
        return flags is not null && IsOctal(flags) && (Convert.ToInt64(flags, 8) & ClosedOnExec) != 0;
    }

    private static bool IsOctal(string text) =>
        text.Length is > 0 and < 20 && text.All(static digit => digit is >= '0' and <= '7');
}
