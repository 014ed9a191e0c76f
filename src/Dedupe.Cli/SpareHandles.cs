using Microsoft.Win32.SafeHandles;

namespace Dedupe.Cli;

/// <summary>
/// Open files kept in reserve for the moment when there are none left: the runtime needs some to load what tells a
/// failure, and the failure would go untold.
/// </summary>
internal sealed class SpareHandles
{
    private const int Reserve = 16;
    private const int Few = 8;

    private readonly List<SafeFileHandle> handles = [];

    /// <summary>Takes them; fewer where there are no more.</summary>
    public SpareHandles() => OpenHandles(Reserve);

    /// <summary>Lets them go.</summary>
    /// <returns>True when the process had hardly any files left to open besides them: then whatever failed, failed for
    /// that.</returns>
    public bool Free()
    {
        int before = handles.Count;
        OpenHandles(before + Few);
        bool isShort = !OperatingSystem.IsWindows() && handles.Count < before + Few;
        foreach (var handle in handles)
            handle.Dispose();
        handles.Clear();
        return isShort;
    }

    private void OpenHandles(int count)
    {
        if (OperatingSystem.IsWindows())
            return;
        try
        {
            while (handles.Count < count)
                handles.Add(File.OpenHandle("/dev/null"));
        }
        catch (Exception none) when (none is IOException or UnauthorizedAccessException)
        {
            // The first file that is really needed will tell.
        }
    }
}
