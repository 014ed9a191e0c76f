using System.Globalization;

namespace Dedupe.Benchmarks.Encodings;

/// <summary>
/// <c>encodings</c>: how often <c>--encoding auto</c> reads a text of an old encoding as itself, rejects it, or reads
/// another text. The texts are collections of articles, by language, and the messages of the .NET SDK in its other
/// languages.
/// </summary>
internal static class EncodingsCommand
{
    private const int Line = 80;

    private static readonly int[] Sizes = [Line, 200, 500, 2000, int.MaxValue];

    // Of each language those that its archives are in.
    private static readonly (string Language, string[] Encodings)[] Languages =
    [
        ("ar", ["windows-1256", "iso-8859-6", "utf-16le", "utf-16be"]),
        ("cs", ["windows-1250", "iso-8859-2", "utf-16le", "utf-16be"]),
        ("de", ["windows-1252", "iso-8859-1", "iso-8859-15", "utf-16le", "utf-16be"]),
        ("en", ["windows-1252", "iso-8859-1", "iso-8859-15", "windows-1250", "windows-1254", "utf-16le", "utf-16be"]),
        ("es", ["windows-1252", "iso-8859-1", "iso-8859-15"]),
        ("fr", ["windows-1252", "iso-8859-1", "iso-8859-15"]),
        ("it", ["windows-1252", "iso-8859-1", "iso-8859-15"]),
        ("ja", ["shift_jis", "euc-jp", "utf-16le", "utf-16be"]),
        ("ko", ["euc-kr", "utf-16le", "utf-16be"]),
        ("pl", ["windows-1250", "iso-8859-2"]),
        ("pt", ["windows-1252", "iso-8859-1", "iso-8859-15", "utf-16le", "utf-16be"]),
        ("pt-BR", ["windows-1252", "iso-8859-1"]),
        ("ru", ["windows-1251", "koi8-r", "iso-8859-5", "ibm866", "utf-16le", "utf-16be"]),
        ("tr", ["windows-1254", "iso-8859-9"]),
        ("zh-Hans", ["gb18030", "utf-16le", "utf-16be"]),
        ("zh-Hant", ["big5", "gb18030", "utf-16le", "utf-16be"]),
    ];

    /// <summary>Runs it.</summary>
    public static int Run(Arguments line)
    {
        var sdk = line.Find("sdk");
        var most = line.Number("most", 1000);
        var from = line.Number("from", 0);
        var wrong = line.Find("wrong");
        var texts = Languages.ToDictionary(
            static language => language.Language,
            language => line.Find(language.Language) is { } file ? Passages.OfArticles(file, from, most)
                : sdk is null ? [] : Passages.OfMessages(sdk, language.Language, from, most));
        line.End();

        using var details = wrong is null ? TextWriter.Null : File.CreateText(wrong);
        Console.WriteLine("| language | encoding | " + string.Join(" | ", Sizes.Select(static size => size switch
        {
            Line => $"line of {Line} bytes",
            int.MaxValue => "whole",
            _ => string.Create(CultureInfo.InvariantCulture, $"{size} bytes"),
        })) + " |");
        Console.WriteLine("|---|---|" + string.Concat(Sizes.Select(static _ => "---|")));
        foreach (var (language, encodings) in Languages)
        {
            foreach (var encoding in texts[language].Count == 0 ? [] : encodings)
            {
                var tallies = Sizes.Select(
                    size => ReadingTally.Of(texts[language], encoding, size, asLine: size == Line)).ToList();
                Console.WriteLine($"| {language} | {encoding} | {string.Join(" | ", tallies)} |");
                foreach (var (size, tally) in Sizes.Zip(tallies))
                {
                    foreach (var reading in tally.Wrong)
                        details.WriteLine($"{language}\t{encoding}\t{size}\t{reading}");
                }
            }
        }

        return 0;
    }
}
