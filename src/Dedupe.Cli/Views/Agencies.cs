namespace Dedupe.Cli.Views;

/// <summary>The line that names the agencies that texts are credited to.</summary>
internal static class Agencies
{
    /// <summary>Such as <c>agency: AFP</c>; null when no text has one.</summary>
    public static string? Of(IEnumerable<string?> agencies)
    {
        var known = agencies.OfType<string>().Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal).ToList();
        return known.Count == 0 ? null : $"agency: {Printable.Of(string.Join(", ", known))}";
    }
}
