namespace Dedupe.Normalization;

/// <summary>Which signs stand between two words.</summary>
[Flags]
internal enum GapSigns
{
    /// <summary>None that matters.</summary>
    None = 0,
    /// <summary>White space.</summary>
    Space = 1,
    /// <summary>An opening bracket of any kind.</summary>
    Open = 2,
    /// <summary>A closing bracket.</summary>
    Close = 4,
    /// <summary>A dash; a hyphen only where it is none: beside white space or other signs.</summary>
    Dash = 8,
    /// <summary>A colon.</summary>
    Colon = 16,
    /// <summary>A comma.</summary>
    Comma = 32,
    /// <summary>What ends a sentence: . ! ? … 。</summary>
    Sentence = 64,
    /// <summary>A slash between words.</summary>
    Slash = 128,
    /// <summary>A bar or a middle dot, which set things off.</summary>
    Bar = 256,
    /// <summary>The sign of copyright.</summary>
    Copyright = 512,
    /// <summary>A quotation mark.</summary>
    Quote = 1024,
}
