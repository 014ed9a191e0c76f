namespace Dedupe;

/// <summary>
/// Runs numbered pieces of work on several threads, each with a state of its own that is handed from piece to piece.
/// </summary>
internal static class Workers
{
    /// <summary>
    /// Runs all pieces. Which thread takes which piece is not fixed, so results must not depend on it.
    /// </summary>
    /// <param name="pieces">How many pieces.</param>
    /// <param name="threads">Threads at most; 0 is one a processor.</param>
    /// <param name="begin">Makes a thread's state; once a thread.</param>
    /// <param name="work">Does one piece.</param>
    /// <param name="end">Takes a thread's state when its last piece is done.</param>
    /// <param name="cancellationToken">Ends the work between two pieces.</param>
    /// <exception cref="OperationCanceledException">The work was ended.</exception>
    /// <remarks>The first fault of a piece ends the others and is thrown as it is.</remarks>
    public static void Run<TState>(
        int pieces, int threads, Func<TState> begin, Action<int, TState> work, Action<TState>? end =
            null, CancellationToken cancellationToken = default)
    {
        var count = Math.Min(pieces, threads == 0 ? Environment.ProcessorCount : threads);
        var next = -1;
        if (count <= 1)
        {
            Loop();
            return;
        }

        var others = new Task[count - 1];
        for (var i = 0; i < others.Length; i++)
            others[i] = Task.Run(Loop, CancellationToken.None);
        try
        {
            Loop();
        }
        finally
        {
            Task.WhenAll(others).ContinueWith(
                static _ => { }, CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously,
                TaskScheduler.Default)
                .GetAwaiter().GetResult();
        }

        foreach (var other in others)
            other.GetAwaiter().GetResult();

        void Loop()
        {
            if (Volatile.Read(ref next) >= pieces)
                return;
            try
            {
                var state = begin();
                for (var piece = Interlocked.Increment(ref next); piece < pieces;
                    piece = Interlocked.Increment(ref next))
                {
                    cancellationToken.ThrowIfCancellationRequested();
                    work(piece, state);
                }

                end?.Invoke(state);
            }
            catch
            {
                Interlocked.Exchange(ref next, pieces);
                throw;
            }
        }
    }
}
