using System.Text;

namespace Dedupe.Benchmarks.EndToEnd;

/// <summary>The processor in a few words; never the machine's name, which is nobody's business.</summary>
internal static class Machine
{
    private const string Information = "/proc/cpuinfo";

    /// <summary>The processor's model, with family and model numbers where the system tells them.</summary>
    public static string Describe()
    {
        if (!File.Exists(Information))
            return System.Runtime.InteropServices.RuntimeInformation.ProcessArchitecture.ToString();
        var facts = File.ReadLines(Information)
            .TakeWhile(line => line.Length > 0)
            .Select(line => line.Split(':', 2, StringSplitOptions.TrimEntries))
            .Where(parts => parts.Length == 2)
            .ToDictionary(parts => parts[0], parts => parts[1], StringComparer.Ordinal);
        return $"{facts.GetValueOrDefault("model name", "unknown")} (family " +
            $"{facts.GetValueOrDefault("cpu family", "?")}, model {facts.GetValueOrDefault("model", "?")})";
    }

    /// <summary>The same, as part of a folder's name.</summary>
    public static string Slug()
    {
        var slug = new StringBuilder();
        foreach (var letter in Describe())
        {
            if (char.IsAsciiLetterOrDigit(letter))
                slug.Append(char.ToLowerInvariant(letter));
            else if (slug.Length > 0 && slug[^1] != '-')
                slug.Append('-');
        }

        return slug.ToString().Trim('-');
    }
}
