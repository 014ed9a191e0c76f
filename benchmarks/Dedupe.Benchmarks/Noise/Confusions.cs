using System.Text;
using Dedupe.Benchmarks.Corpus;

namespace Dedupe.Benchmarks.Noise;

/// <summary>
/// What optical character recognition takes for what: shapes that look alike, letters lost, doubled or torn apart.
/// </summary>
internal static class Confusions
{
    // Each group looks alike; a letter is taken for the next of its group.
    private static readonly string[] Groups =
    [
        "ec", "li1", "o0", "nu", "hb", "tf", "s5", "gq9", "vy", "ao", "B8", "IlT", "OQD", "S5", "Z2", "CG", "EF", "MN",
        "ип", "шщ", "бв", "тг", "лд", "ьы", "се", "он", "بتن", "حخج", "دذ", "رز", "سش", "عغ", "فق", "صض", "طظ",
        "日曰目", "人入", "土士", "未末", "大太", "干千",
    ];

    private static readonly Dictionary<char, char> Alike = Build();

    /// <summary>Misreads so many in a thousand of the letters and digits.</summary>
    public static string Misread(string text, Draw draw, int perMille)
    {
        var read = new StringBuilder(text.Length + 16);
        foreach (var letter in text)
        {
            if (!char.IsLetterOrDigit(letter) || !draw.Chance(perMille))
                read.Append(letter);
            else
                Misread(letter, draw.Below(10), read);
        }

        return read.ToString();
    }

    private static void Misread(char letter, int how, StringBuilder read)
    {
        switch (letter, how)
        {
            case ('m', < 7):
                read.Append("rn");
                break;
            case ('d', < 7):
                read.Append("cl");
                break;
            case ('w', < 7):
                read.Append("vv");
                break;
            case (_, < 7) when Alike.TryGetValue(letter, out var other):
                read.Append(other);
                break;
            case (_, < 8):
                read.Append(letter).Append(letter);
                break;
            case (_, < 9):
                read.Append(letter).Append(' ');
                break;
        }
    }

    private static Dictionary<char, char> Build()
    {
        var alike = new Dictionary<char, char>();
        foreach (var group in Groups)
        {
            for (var i = 0; i < group.Length; i++)
                alike.TryAdd(group[i], group[(i + 1) % group.Length]);
        }

        return alike;
    }
}
