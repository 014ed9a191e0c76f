using Dedupe.Formats;
using Dedupe.Sources;

namespace Dedupe.Cli;

/// <summary>The formats that the command reads.</summary>
internal static class ReadableFormats
{
    /// <summary>All of them.</summary>
    public static InputFormats All => FormatRegistry.All;

    /// <summary>Their names on the command line, what standard input holds by default first.</summary>
    public static string[] Words
    {
        get
        {
            string standard = new SourceOptions().StandardInputFormat;
            return [.. All.All.OrderBy(format => format.Name == standard ? 0 : 1).Select(static format => format.Word)];
        }
    }

    /// <summary>The format of a name on the command line.</summary>
    public static InputFormat OfWord(string word) => All.All.First(format => format.Word == word);
}
