namespace Dedupe;

/// <summary>Runs numbered pieces of work on several threads, each with a state of its own that is handed from piece to piece.</summary>
internal static class Workers
{
    /// <summary>Runs all pieces. Which thread takes which piece is not fixed, so results must not depend on it.</summary>
    /// <param name="pieces">How many pieces.</param>
    /// <param name="threads">Threads at most; 0 is one a processor.</param>
    /// <param name="begin">Makes a thread's state.</param>
    /// <param name="work">Does one piece, and returns the state for the next.</param>
    /// <param name="end">Takes a thread's last state.</param>
    /// <param name="cancellationToken">Ends the work between two pieces.</param>
    public static void Run<TState>(
        int pieces, int threads, Func<TState> begin, Func<int, TState, TState> work, Action<TState>? end = null,
        CancellationToken cancellationToken = default)
    {
        var parallel = new ParallelOptions
        {
            MaxDegreeOfParallelism = threads == 0 ? Environment.ProcessorCount : threads,
            CancellationToken = cancellationToken,
        };
        Parallel.For(0, pieces, parallel, begin, (piece, _, state) => work(piece, state), state => end?.Invoke(state));
    }
}
