using Microsoft.AspNetCore.Http;

namespace Dedupe.Service.Http;

/// <summary>How much memory all bodies at hand may have together. Safe from any thread.</summary>
/// <param name="most">Bytes.</param>
internal sealed class BodyBudget(long most)
{
    private long taken;

    /// <summary>Takes some bytes.</summary>
    /// <exception cref="ProblemException">There are none left: the sender may come again.</exception>
    public void Take(long bytes)
    {
        if (Interlocked.Add(ref taken, bytes) <= most)
            return;
        Interlocked.Add(ref taken, -bytes);
        throw new ProblemException(
            StatusCodes.Status503ServiceUnavailable, ProblemTypes.Busy,
            "The bodies of other requests take all the memory there is for them.")
        { RetryAfter = 1 };
    }

    /// <summary>Takes some bytes that are taken anyway.</summary>
    public void Force(long bytes) => Interlocked.Add(ref taken, bytes);

    /// <summary>Gives bytes back.</summary>
    public void GiveBack(long bytes) => Interlocked.Add(ref taken, -bytes);
}
