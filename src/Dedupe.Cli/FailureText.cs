using System.Data.Common;
using System.Reflection;
using Dedupe.Batch;
using Dedupe.Cli.Slurm;
using Dedupe.Storage;

namespace Dedupe.Cli;

/// <summary>
/// What is told of a failure, in one line: what to do where the cause is known, and else what to report.
/// </summary>
internal static class FailureText
{
    /// <summary>The message.</summary>
    /// <param name="error">The failure.</param>
    /// <param name="noFilesLeft">Whether the process could hardly open another file when it failed.</param>
    public static string Of(Exception error, bool noFilesLeft = false)
    {
        var cause = CauseOf(error);
        if (noFilesLeft || HandleShortage.Is(cause))
            return $"There are too many open files: raise the limit (ulimit -n), or close other programs " +
                $"({cause.Message})";
        if (DiskSpace.IsFull(cause))
            return $"The disk is full: make room, or write elsewhere ({cause.Message})";
        if (cause is OutOfMemoryException or InsufficientExecutionStackException)
            return "There is not enough memory. A lower --memory, fewer --threads or, with -o DIR, a smaller " +
                "--part-size make a run need less.";
        return IsExpected(cause)
            ? cause.Message
            : $"This is a fault of dedupe: {cause.GetType().Name}: {cause.Message} Please report it (dedupe " +
                $"{Version}) with the output of 'dedupe info' and, "
                + "with DEDUPE_DEBUG=1 set, of this command.";
    }

    private static string Version =>
        typeof(FailureText).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion
            ?? "of an unknown version";

    // Each of them says in a sentence what is wrong with files, options or the machine; whatever else is thrown
    // nobody thought of.
    private static bool IsExpected(Exception error) => error
        is DbException or IOException or UnauthorizedAccessException or InvalidDataException or CannotRunException
            or FilterRefusedException
        or ResumeRefusedException or RunDirectoryRefusedException or SlurmException or UsageException;

    private static Exception CauseOf(Exception error)
    {
        while (error is AggregateException or TypeInitializationException or TargetInvocationException
            && error.InnerException is { } inner)
            error = inner;
        return error;
    }
}
