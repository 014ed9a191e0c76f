namespace Dedupe.Normalization;

/// <summary>What stands right beside a sign.</summary>
internal enum TextSide
{
    /// <summary>White space, or nothing: the text begins or ends there.</summary>
    Space,
    /// <summary>Another sign.</summary>
    Sign,
    /// <summary>A word.</summary>
    Word,
}
