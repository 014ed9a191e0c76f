namespace Dedupe.Cleaning;

/// <summary>A plan is not made, not applied or not undone, and why. Nothing was touched.</summary>
internal sealed class CleaningRefusedException(string message) : Exception(message)
{
    /// <summary>Refuses on a system that cannot hold a folder open while it is worked in.</summary>
    public static void RequireLinux()
    {
        if (!FileCalls.AreThere)
            throw new CleaningRefusedException("Files are cleaned up on Linux alone: elsewhere use 'dedupe filter'.");
    }
}
