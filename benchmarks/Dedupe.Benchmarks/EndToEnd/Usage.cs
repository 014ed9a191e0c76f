using System.Runtime.InteropServices;

namespace Dedupe.Benchmarks.EndToEnd;

/// <summary>What the processes that this one started and saw end have used, as Linux counts it.</summary>
internal static partial class Usage
{
    private const int Children = -1;
    private const int Longs = 18; // two times of two longs each, then fourteen counters

    /// <summary>Processor seconds, in user and system mode, of all children that have ended.</summary>
    public static double ChildrenSeconds()
    {
        Span<long> usage = stackalloc long[Longs];
        if (GetUsage(Children, ref MemoryMarshal.GetReference(usage)) != 0)
            throw new InvalidOperationException("getrusage failed.");
        return usage[0] + usage[2] + ((usage[1] + usage[3]) / 1e6);
    }

    /// <summary>Resident bytes of a process and all its descendants now; 0 when it has ended.</summary>
    public static long ResidentBytes(int process)
    {
        try
        {
            var bytes = 0L;
            foreach (var line in File.ReadLines($"/proc/{process}/status"))
            {
                if (line.StartsWith("VmRSS:", StringComparison.Ordinal))
                    bytes = long.Parse(line.AsSpan(6).Trim(" \tkB")) * 1024;
            }

            foreach (var task in Directory.EnumerateDirectories($"/proc/{process}/task"))
            {
                foreach (var child in File.ReadAllText(Path.Combine(task, "children")).Split(' ',
                    StringSplitOptions.RemoveEmptyEntries))
                    bytes += ResidentBytes(int.Parse(child));
            }

            return bytes;
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            return 0; // it ended while we looked
        }
    }

    [LibraryImport("libc", EntryPoint = "getrusage")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int GetUsage(int who, ref long usage);
}
