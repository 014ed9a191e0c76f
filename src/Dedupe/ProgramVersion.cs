using System.Reflection;

namespace Dedupe;

/// <summary>The version of this library, and of the command that is built with it.</summary>
internal static class ProgramVersion
{
    /// <summary>The version with the revision it was built from, such as <c>0.1.0+d8c26f4</c>.</summary>
    public static string Text { get; } =
        typeof(ProgramVersion).Assembly
            .GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion
            ?? "unknown";
}
