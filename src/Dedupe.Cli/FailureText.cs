namespace Dedupe.Cli;

/// <summary>What is told of a failure.</summary>
internal static class FailureText
{
    /// <summary>The message; of a fault of the program itself also what to do about it.</summary>
    public static string Of(Exception error) => error switch
    {
        OutOfMemoryException or InsufficientExecutionStackException =>
            "There is not enough memory. A lower --memory, fewer --threads or, with -o DIR, a smaller --part-size make a run need less.",
        _ when IsOurFault(error) =>
            $"This is a fault of dedupe: {error.GetType().Name}: {error.Message} Please report it with the output of 'dedupe info' and, "
            + "with DEDUPE_DEBUG=1 set, of this command.",
        _ => error.Message,
    };

    // Exceptions that nothing from outside should cause: not a file, nor what is in it, nor an option.
    private static bool IsOurFault(Exception error) => error is NullReferenceException or IndexOutOfRangeException or ArgumentException
        or ArithmeticException or InvalidCastException or KeyNotFoundException or ObjectDisposedException
        or ArrayTypeMismatchException or RankException or AggregateException or AccessViolationException or TypeInitializationException;
}
