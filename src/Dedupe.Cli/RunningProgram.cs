namespace Dedupe.Cli;

/// <summary>The very program that is running, so that scripts call no other.</summary>
internal static class RunningProgram
{
    /// <summary>The words that start it: its file, or <c>dotnet</c> and its assembly.</summary>
    public static IReadOnlyList<string> Words
    {
        get
        {
            var process = Environment.ProcessPath
                ?? throw new InvalidOperationException("This system does not tell where the running program is.");
            var isHost = Path.GetFileNameWithoutExtension(process).Equals("dotnet", StringComparison.OrdinalIgnoreCase);
            return isHost ? [process, Path.GetFullPath(Environment.GetCommandLineArgs()[0])] : [process];
        }
    }
}
