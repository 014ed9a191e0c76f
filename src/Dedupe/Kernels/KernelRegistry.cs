using System.Runtime.Intrinsics;

namespace Dedupe.Kernels;

/// <summary>Which kernels this processor can run and which one does. <c>DEDUPE_KERNEL</c> pins one.</summary>
internal static class KernelRegistry
{
    /// <summary>The environment variable that pins a kernel: scalar, v128, v256 or v512.</summary>
    internal const string PinVariable = "DEDUPE_KERNEL";

    /// <summary>The kernels this processor runs in hardware, narrowest first.</summary>
    public static IReadOnlyList<KernelWidth> Supported { get; } = [.. Enum.GetValues<KernelWidth>().Where(IsSupported)];

    /// <summary>The kernel in use: the pinned one, or the widest.</summary>
    /// <exception cref="CannotRunException">The pin names no kernel, or one this processor lacks.</exception>
    public static KernelWidth Active => Choice.Value;

    // Lazy rather than a static initialiser, so that a wrong pin surfaces as its own message and not as a
    // TypeInitializationException.
    private static readonly Lazy<KernelWidth> Choice = new(
        () => Choose(Environment.GetEnvironmentVariable(PinVariable)), LazyThreadSafetyMode.PublicationOnly);

    /// <summary>The kernel that a pin asks for.</summary>
    internal static KernelWidth Choose(string? pin)
    {
        if (string.IsNullOrEmpty(pin))
            return Supported[^1];

        foreach (var width in Supported)
        {
            if (Name(width) == pin)
                return width;
        }

        throw new CannotRunException(
            $"{PinVariable}={pin} names no kernel that this processor runs; it runs " +
            $"{string.Join(", ", Supported.Select(Name))}.");
    }

    /// <summary>The word for a kernel, as the pin spells it.</summary>
    public static string Name(KernelWidth width) => width switch
    {
        KernelWidth.V128 => "v128",
        KernelWidth.V256 => "v256",
        KernelWidth.V512 => "v512",
        _ => "scalar",
    };

    private static bool IsSupported(KernelWidth width) => width switch
    {
        KernelWidth.V128 => Vector128.IsHardwareAccelerated,
        KernelWidth.V256 => Vector256.IsHardwareAccelerated,
        KernelWidth.V512 => Vector512.IsHardwareAccelerated,
        _ => true,
    };
}
