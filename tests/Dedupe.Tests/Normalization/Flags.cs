using System.Text;
using Dedupe.Normalization;

namespace Dedupe.Tests.Normalization;

/// <summary>What is found as quoted. Square brackets show what must be; they are no part of the text.</summary>
internal static class Flags
{
    /// <summary>The words of a text, a plus before each that is quoted.</summary>
    public static string Found(string text)
    {
        var tokens = TokenizerTests.Tokenize(text);
        var quoted = new bool[tokens.Count];
        new QuotationScanner().Scan(Encoding.UTF8.GetBytes(text), tokens, quoted);
        return Show(text, tokens, quoted);
    }

    /// <summary>The words of a text with brackets, a plus before each that stands inside them.</summary>
    public static string Expected(string marked)
    {
        var text = Text(marked);
        var tokens = TokenizerTests.Tokenize(text);
        var quoted = new bool[tokens.Count];
        var (token, isInside, place) = (0, false, 0);
        foreach (var sign in marked)
        {
            if (sign is '[' or ']')
            {
                isInside = sign == '[';
                continue;
            }

            if (token < tokens.Count && tokens.Starts[token] == place)
                quoted[token++] = isInside;
            place += Encoding.UTF8.GetByteCount([sign]);
        }

        return Show(text, tokens, quoted);
    }

    /// <summary>The text without its brackets.</summary>
    public static string Text(string marked) =>
        marked.Replace("[", "", StringComparison.Ordinal).Replace("]", "", StringComparison.Ordinal);

    private static string Show(string text, TokenBuffer tokens, bool[] quoted)
    {
        var bytes = Encoding.UTF8.GetBytes(text);
        return string.Join(' ', quoted.Select((flag, i) =>
            (flag ? "+" : "") + Encoding.UTF8.GetString(bytes.AsSpan(tokens.Starts[i]..tokens.Ends[i]))));
    }
}
