namespace Dedupe.Normalization;

/// <summary>How texts are made comparable.</summary>
public sealed record NormalizationOptions
{
    /// <summary>
    /// A file with further agencies and credit phrases, one entry a line such as <c>agency MP = MP | Meridian
    /// Press</c>; null for the built-in ones alone. Where both have one form, the file's counts. A run reads it when it
    /// begins.
    /// </summary>
    public string? AgenciesFile { get; init; }

    /// <summary>
    /// Whether a collection that was mostly misread (optical character recognition) is compared by the words that its
    /// texts stand for. A collection that was not is never changed. Default true.
    /// </summary>
    public bool CorrectMisreadings { get; init; } = true;
}
