namespace Dedupe.Benchmarks;

/// <summary>
/// Arguments of the form <c>--name value</c>; a switch has no value. What is not asked for is an error.
/// </summary>
internal sealed class Arguments
{
    private readonly Dictionary<string, string> values = new(StringComparer.Ordinal);
    private readonly HashSet<string> asked = new(StringComparer.Ordinal);

    /// <summary>Takes arguments apart.</summary>
    public Arguments(ReadOnlySpan<string> arguments)
    {
        for (var i = 0; i < arguments.Length; i++)
        {
            if (!arguments[i].StartsWith("--", StringComparison.Ordinal))
                throw new UsageException($"'{arguments[i]}' is no option.");
            var name = arguments[i][2..];
            var hasValue = i + 1 < arguments.Length && !arguments[i + 1].StartsWith("--", StringComparison.Ordinal);
            if (!values.TryAdd(name, hasValue ? arguments[++i] : ""))
                throw new UsageException($"--{name} is given twice.");
        }
    }

    /// <summary>The value of an option; null when it is not given.</summary>
    public string? Find(string name)
    {
        asked.Add(name);
        return values.GetValueOrDefault(name);
    }

    /// <summary>The value of an option that must be given.</summary>
    public string Need(string name) =>
        Find(name) is { Length: > 0 } value ? value : throw new UsageException($"--{name} is missing.");

    /// <summary>Whether a switch is given.</summary>
    public bool Has(string name) => Find(name) is not null;

    /// <summary>A whole number, 0 or more.</summary>
    public int Number(string name, int normally) => Find(name) is not { } text ? normally
        : int.TryParse(text, out var value) && value >= 0 ? value
        : throw new UsageException($"--{name} {text}: a whole number is wanted.");

    /// <summary>A share of 0 to 1, in thousandths.</summary>
    public int PerMille(string name, int normally) => Find(name) is not { } text ? normally
        : decimal.TryParse(text, out var value) && value is >= 0 and <= 1 ? (int)(value * 1000)
        : throw new UsageException($"--{name} {text}: a share from 0 to 1 is wanted.");

    /// <summary>Throws when an option was given that nobody asked for.</summary>
    public void End()
    {
        foreach (var name in values.Keys)
        {
            if (!asked.Contains(name))
                throw new UsageException(
                    $"--{name} is unknown here; known: " +
                    $"{string.Join(", ", asked.Order(StringComparer.Ordinal).Select(known => "--" + known))}.");
        }
    }
}
