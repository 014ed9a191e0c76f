namespace Dedupe.Reporting;

/// <summary>
/// Writes in order what many threads make, a stretch of lines at a time. A thread that is done early waits for its
/// turn: as many stretches are in memory as there are threads.
/// </summary>
/// <param name="stream">Where they go.</param>
internal sealed class OrderedWriter(Stream stream)
{
    private readonly object gate = new(); // waited at, which a Lock cannot be
    private int next;
    private bool failed;

    /// <summary>Makes a stretch, and writes it after the one before it.</summary>
    /// <param name="number">Its number, from 0; each must be begun after those before it.</param>
    /// <param name="make">Makes its lines. When this or the writing fails all threads stop waiting, and what is written
    /// is not whole.</param>
    public void Write(int number, Func<LineWriter> make)
    {
        try
        {
            var text = make();
            lock (gate)
            {
                while (next != number && !failed)
                    Monitor.Wait(gate);
                if (failed)
                    return;
                stream.Write(text.Written);
                next++;
                Monitor.PulseAll(gate);
            }
        }
        catch
        {
            lock (gate)
            {
                failed = true;
                Monitor.PulseAll(gate);
            }

            throw;
        }
    }
}
