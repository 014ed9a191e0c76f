using System.Buffers;
using System.Text;

namespace Dedupe.Benchmarks.Corpus;

/// <summary>
/// Other ways to write the same word, as another desk or another system would: Arabic with tatweel, vocalisation,
/// hamzas on alefs and dots on the last yeh; Russian with ё; figures in full width or in Arabic digits; Latin with
/// accents, composed or not. About half of the words are changed.
/// </summary>
internal sealed class Spelling(Language language)
{
    private const string AlefForms = "أإآا";
    private const string Vowels = "\u064E\u064F\u0650\u0651\u0652";
    private const string Accents = "\u0300\u0301\u0302\u0308";

    private readonly StringBuilder spelled = new();
    private readonly ArrayBufferWriter<byte> bytes = new();

    /// <summary>A word in another spelling; valid until the next one.</summary>
    public ReadOnlySpan<byte> Of(ReadOnlySpan<byte> word, Draw draw)
    {
        spelled.Clear();
        var text = Encoding.UTF8.GetString(word);
        if (draw.Chance(500))
            return Take(text);
        for (var i = 0; i < text.Length; i++)
        {
            var letter = text[i];
            if (char.IsAsciiDigit(letter))
                spelled.Append((char)(letter - '0' + (language == Language.Arabic ? '\u0660' : '\uFF10')));
            else if (language == Language.Arabic)
                AppendArabic(letter, i, text.Length, draw);
            else if (language == Language.Russian)
                spelled.Append(letter switch { 'е' => 'ё', 'Е' => 'Ё', _ => letter });
            else if ("aeiou".Contains(letter, StringComparison.Ordinal) && draw.Chance(500))
                spelled.Append(Accented(letter, draw));
            else
                spelled.Append(letter);
        }

        return Take(spelled.ToString());
    }

    private void AppendArabic(char letter, int place, int length, Draw draw)
    {
        if (letter == 'ا')
            spelled.Append(AlefForms[draw.Below(AlefForms.Length)]);
        else if (letter == 'ي' && place == length - 1)
            spelled.Append('ى');
        else
            spelled.Append(letter);
        if (draw.Chance(200))
            spelled.Append(Vowels[draw.Below(Vowels.Length)]);
        if (place < length - 1 && draw.Chance(200))
            spelled.Append('ـ');
    }

    private static string Accented(char letter, Draw draw)
    {
        var apart = $"{letter}{Accents[draw.Below(Accents.Length)]}";
        return draw.Chance(500) ? apart.Normalize(NormalizationForm.FormC) : apart;
    }

    private ReadOnlySpan<byte> Take(string text)
    {
        bytes.ResetWrittenCount();
        Encoding.UTF8.GetBytes(text, bytes);
        return bytes.WrittenSpan;
    }
}
