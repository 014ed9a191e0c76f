using System.Runtime.InteropServices;

namespace Dedupe.Benchmarks.EndToEnd;

/// <summary>
/// The library of <c>EndToEnd/faults.c</c>, loaded before all others: it makes one call to the file system fail.
/// </summary>
internal sealed unsafe class FaultLibrary
{
    private readonly delegate* unmanaged<byte*, nint, void> arm;
    private readonly delegate* unmanaged<byte*> hit;

    /// <summary>Finds it.</summary>
    /// <exception cref="UsageException">It is not loaded.</exception>
    public FaultLibrary()
    {
        if (!NativeLibrary.TryGetExport(NativeLibrary.GetMainProgramHandle(), "fault_arm", out var armAddress)
            || !NativeLibrary.TryGetExport(NativeLibrary.GetMainProgramHandle(), "fault_hit", out var hitAddress))
            throw new UsageException("faults: the library of faults.c is not loaded; see EndToEnd/faults.sh.");
        arm = (delegate* unmanaged<byte*, nint, void>)armAddress;
        hit = (delegate* unmanaged<byte*>)hitAddress;
    }

    /// <summary>The call that failed since the library was armed, with its file; empty when none did.</summary>
    public string Hit => Marshal.PtrToStringUTF8((nint)hit()) ?? "";

    /// <summary>Lets a call fail.</summary>
    /// <param name="kind">How: eio, enospc, full or short; anything else is no fault.</param>
    /// <param name="call">Which, from 1.</param>
    public void Arm(string kind, int call)
    {
        var name = Marshal.StringToCoTaskMemUTF8(kind);
        arm((byte*)name, call);
        Marshal.FreeCoTaskMem(name);
    }
}
