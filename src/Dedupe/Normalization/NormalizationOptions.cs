namespace Dedupe.Normalization;

/// <summary>How texts are made comparable.</summary>
public sealed record NormalizationOptions
{
    /// <summary>
    /// A file with further agencies and credit phrases, one entry a line such as <c>agency MP = MP | Meridian Press</c>; null for the built-in
    /// ones alone. Where both have one form, the file's counts. A run reads it when it begins.
    /// </summary>
    public string? AgenciesFile { get; init; }
}
