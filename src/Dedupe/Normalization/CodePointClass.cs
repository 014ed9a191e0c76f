namespace Dedupe.Normalization;

/// <summary>What a code point does to the word it stands in.</summary>
internal enum CodePointClass
{
    /// <summary>Ends a word: spaces, punctuation, symbols, controls.</summary>
    Separator,
    /// <summary>Belongs to a word: letters and digits of scripts that put spaces between words.</summary>
    Letter,
    /// <summary>Is a word by itself: Han, kana, Thai and other scripts without spaces.</summary>
    Alone,
    /// <summary>Belongs to what stands before it: vowel signs and other marks that are kept.</summary>
    Mark,
    /// <summary>
    /// Is not there: accents, vocalisation, tatweel; what Unicode calls ignorable (soft hyphens, zero-width spaces,
    /// fillers, tags).
    /// </summary>
    Ignored,
}
