using System.Text;
using Dedupe.Benchmarks.Corpus;

namespace Dedupe.Benchmarks.Noise;

/// <summary>
/// Errors that follow no shape: any other letter or a digit, letters lost or added, words torn apart and run together.
/// </summary>
internal static class RandomErrors
{
    /// <summary>Spoils so many in a thousand of the letters, digits and spaces.</summary>
    public static string Misread(string text, Draw draw, int perMille)
    {
        var read = new StringBuilder(text.Length + 16);
        foreach (var letter in text)
        {
            if (!(letter == ' ' || char.IsLetterOrDigit(letter)) || !draw.Chance(perMille))
                read.Append(letter);
            else if (letter != ' ')
                Misread(letter, text, draw, read);
        }

        return read.ToString();
    }

    private static void Misread(char letter, string text, Draw draw, StringBuilder read)
    {
        switch (draw.Below(10))
        {
            case < 4:
                read.Append(AnyLetter(text, draw, letter));
                break;
            case 4:
                read.Append((char)('0' + draw.Below(10)));
                break;
            case < 7:
                break;
            case < 9:
                read.Append(letter).Append(AnyLetter(text, draw, letter));
                break;
            default:
                read.Append(letter).Append(' ');
                break;
        }
    }

    // One of the text itself, so that every script has errors of its own.
    private static char AnyLetter(string text, Draw draw, char otherwise)
    {
        for (var attempt = 0; attempt < 20; attempt++)
        {
            var letter = text[(int)draw.Below(text.Length)];
            if (char.IsLetter(letter) && letter != otherwise)
                return char.ToLowerInvariant(letter);
        }

        return otherwise;
    }
}
