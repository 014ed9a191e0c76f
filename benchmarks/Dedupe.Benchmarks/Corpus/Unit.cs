namespace Dedupe.Benchmarks.Corpus;

/// <summary>
/// One word of a generated text with what is printed around it, in 32 bits: the word's number, what joins it to the
/// word before, what follows it, capital, quotation and paragraph marks. Each unit is one token for any tokenizer that
/// splits at punctuation.
/// </summary>
internal static class Unit
{
    /// <summary>The bits of the word's number.</summary>
    public const uint WordMask = (1u << 20) - 1;

    /// <summary>Joined to the word before by an apostrophe: "report’s".</summary>
    public const uint Apostrophe = 1u << 20;

    /// <summary>Joined by a hyphen.</summary>
    public const uint Hyphen = 2u << 20;

    /// <summary>Joined by a comma without a space: "1,200".</summary>
    public const uint DigitComma = 3u << 20;

    /// <summary>The bits of the joint.</summary>
    public const uint JointMask = 3u << 20;

    /// <summary>A comma follows.</summary>
    public const uint Comma = 1u << 22;

    /// <summary>A full stop follows.</summary>
    public const uint Stop = 2u << 22;

    /// <summary>A question mark follows.</summary>
    public const uint Question = 3u << 22;

    /// <summary>A dash follows.</summary>
    public const uint Dash = 4u << 22;

    /// <summary>A colon follows.</summary>
    public const uint Colon = 5u << 22;

    /// <summary>The bits of what follows.</summary>
    public const uint AfterMask = 7u << 22;

    /// <summary>Starts with a capital.</summary>
    public const uint Capital = 1u << 25;

    /// <summary>A quotation opens before it.</summary>
    public const uint Open = 1u << 26;

    /// <summary>A quotation closes after it, outside what follows.</summary>
    public const uint Close = 1u << 27;

    /// <summary>Stands in a quotation.</summary>
    public const uint Quoted = 1u << 28;

    /// <summary>Starts a paragraph.</summary>
    public const uint Paragraph = 1u << 29;

    /// <summary>Ends a sentence.</summary>
    public static bool EndsSentence(uint unit) => (unit & AfterMask) is Stop or Question;
}
