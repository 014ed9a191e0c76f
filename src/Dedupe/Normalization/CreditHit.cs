namespace Dedupe.Normalization;

/// <summary>A form of words found in a text.</summary>
/// <param name="Token">Its first token.</param>
/// <param name="Form">What was found.</param>
internal readonly record struct CreditHit(int Token, CreditForm Form)
{
    /// <summary>The token after its last.</summary>
    public int End => Token + Form.Words.Length;

    /// <summary>Names agencies, by name or not.</summary>
    public bool IsAgency => Form.Kind is CreditKind.Agency or CreditKind.With;
}
