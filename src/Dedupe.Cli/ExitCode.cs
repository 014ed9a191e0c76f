namespace Dedupe.Cli;

/// <summary>What the command returns to whoever started it.</summary>
internal static class ExitCode
{
    /// <summary>Done.</summary>
    public const int Done = 0;

    /// <summary>
    /// Duplicates were found, and --fail-on-duplicates asks to fail then. Goes before <see cref="Rejected"/>.
    /// </summary>
    public const int Duplicates = 1;

    /// <summary>The command line is wrong.</summary>
    public const int Usage = 2;

    /// <summary>Done, but some input was rejected, or there was nothing to read.</summary>
    public const int Rejected = 3;

    /// <summary>Failed.</summary>
    public const int Failed = 4;

    /// <summary>Stopped by Ctrl-C, as shells expect it.</summary>
    public const int Stopped = 130;
}
