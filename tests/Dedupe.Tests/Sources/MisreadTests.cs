using System.Text;
using Dedupe.Sources;
using Xunit;

namespace Dedupe.Tests.Sources;

/// <summary>A text in an old encoding is itself or is rejected, and never another text.</summary>
public sealed class MisreadTests : IDisposable
{
    private static readonly Dictionary<string, string[]> Sentences = new(StringComparer.Ordinal)
    {
        ["cs"] =
        [
            "Zastupitelé rozhodli o položce rozpočtu.", "Položka není v seznamu.",
                "Starosta řekl, že most zůstane otevřený.",
            "Dělníci přišli ráno.",
            "Žádná škoda nevznikla.", "Město zaplatí celou částku.",
        ],
        ["pl"] =
        [
            "Wyjście jest określone, a drzwi są otwarte.", "Rada miasta zdecydowała we wtorek.",
                "Most pozostanie otwarty przez całą zimę.",
            "Źródła są pewne.",
            "Domyślnie są one zamknięte.",
        ],
        ["hu"] =
        [
            "A képviselők döntöttek a hídról.", "A költségeket később közlik.",
                "Az őszi munkák drágák lesznek, mondta a főmérnök.",
            "Tűz volt.",
        ],
        ["ro"] =
            ["Consiliul a hotărât marţi să ţină podul deschis.", "Lucrările vor fi scumpe şi lungi.",
                "Primăria plăteşte în întregime."],
        ["de"] =
            ["Der Stadtrat beschloss, die Brücke zu öffnen.", "Über die Höhe der Kosten wird später entschieden.",
                "Schöne Grüße."],
        ["fr"] =
        [
            "Le conseil a décidé mardi de laisser le pont ouvert.", "Au cœur de la ville, un nœud de routes.",
                "La mairie où il siège paiera à l'été.",
            "Être ou ne pas être, voilà.",
        ],
        ["es"] =
        [
            "El tamaño del puente es superior a lo previsto.", "¿Falta alguna referencia?",
            "Los españoles pagarán este año.", "El señor alcalde habló mañana y tarde.",
        ],
        ["pt"] =
            ["A câmara decidiu não fechar a ponte.", "As razões são três, disse o prefeito à imprensa.",
                "Até lá, a situação é difícil."],
        ["it"] =
            ["La città è grande.", "Il sindaco parlerà più tardi, perché così si può.", "È già lunedì, però.",
                "Virtù e libertà."],
        ["sv"] = ["Kommunen beslutade på tisdagen att bron är öppen.", "Det blir dyrt för invånarna.", "Också älven."],
        ["tr"] =
        [
            "Belediye meclisi salı günü köprünün açık kalmasına karar verdi.", "Çalışmalar pahalı olacak.",
            "Işıklar söndü, şehir karardı.",
        ],
        ["en"] =
            ["The mayor met Mr Dvořák in Plzeň.", "Nothing was said of it.", "The talks with Erdoğan went on.",
                "It was a café, he said."],
    };

    private static readonly string[] Encodings =
        ["windows-1250", "iso-8859-2", "windows-1252", "iso-8859-1", "iso-8859-15", "windows-1254", "utf-16le",
            "utf-16be"];

    private readonly TempFolder folder = new();

    public void Dispose() => folder.Dispose();

    public static TheoryData<string> Languages => [.. Sentences.Keys];

    [Theory]
    [MemberData(nameof(Languages))]
    public void Sentences_of_a_language_are_themselves_or_rejected(string language)
    {
        var random = new System.Random(7);
        var decoder = new TextDecoder("auto");
        int read = 0;
        foreach (var into in Encodings.Select(name => TextEncodings.Find(name)!))
        {
            for (int i = 0; i < 600; i++)
            {
                string[] all = Sentences[language];
                string text = string.Join(
                    ' ', Enumerable.Range(0, 1 + i / 20).Select(_ => all[random.Next(all.Length)]));
                if (TryEncode(text, into) is not { } bytes
                    || !decoder.Concerns(bytes)
                    || decoder.TryDecode(bytes) is not null)
                    continue;
                read++;
                Assert.Equal(text, Encoding.UTF8.GetString(decoder.Decoded.Span));
            }
        }

        Assert.True(read > 1000, $"only {read} were read at all");
    }

    [Theory]
    [InlineData("utf-16le")]
    [InlineData("utf-16be")]
    public void Wide_ascii_without_a_space_is_no_utf8_with_zeros(string encoding)
    {
        byte[] bytes = TextEncodings.Find(encoding)!.GetBytes(new string('-', 40));
        var decoder = new TextDecoder("auto");
        Assert.True(decoder.Concerns(bytes));
        Assert.Null(decoder.TryDecode(bytes));
        Assert.Equal(new string('-', 40), Encoding.UTF8.GetString(decoder.Decoded.Span));
    }

    [Theory]
    [MemberData(nameof(Languages))]
    public void Damaged_utf8_is_read_in_no_other_encoding(string language)
    {
        byte[] whole = Encoding.UTF8.GetBytes(
            string.Join(' ', Enumerable.Repeat(string.Join(' ', Sentences[language]), 4)));
        var decoder = new TextDecoder("auto");
        for (int at = 1; at < whole.Length; at++)
        {
            byte[] cut = whole[..at];
            byte[] lacking = [.. whole[..(at - 1)], .. whole[at..]];
            byte[] changed = [.. whole[..(at - 1)], 0xE4, .. whole[at..]];
            byte[] more = [.. whole[..at], 0xFF, .. whole[at..]];
            foreach (byte[] bytes in (byte[][])[cut, lacking, changed, more])
            {
                if (!decoder.Concerns(bytes))
                    continue;
                string? why = decoder.TryDecode(bytes);
                // One character that is damaged, and hardly another: too little to say more.
                if (why != DamagedUtf8.Words)
                    Assert.True(
                        bytes.Count(unit => unit >= 0x80) <= 5 && why is not null, Encoding.Latin1.GetString(bytes));
            }
        }
    }

    [Fact]
    public async Task What_is_no_text_is_rejected_whatever_its_name()
    {
        var random = new System.Random(3);
        byte[][] starts =
        [
            [0x89, (byte)'P', (byte)'N', (byte)'G', 13, 10, 26, 10], [0xFF, 0xD8, 0xFF, 0xE0, 0, 16],
                [0x1F, 0x8B, 8, 0], [],
            "GIF89a"u8.ToArray(), "%PDF-1.4\n%"u8.ToArray(), [0x7F, (byte)'E', (byte)'L', (byte)'F'],
        ];
        foreach (byte[] start in starts)
        {
            foreach (int size in (int[])[40, 400, 4000, 40_000])
            {
                byte[] rest = new byte[size];
                random.NextBytes(rest);
                var read = await Collector.ReadAsync(folder.Write("picture.txt", [.. start, .. rest]));
                Assert.Equal(RejectionReason.BadEncoding, Assert.Single(read.Rejected).Reason);
            }
        }
    }

    [Fact]
    public async Task A_short_line_is_rejected_rather_than_guessed()
    {
        byte[] korean = TextEncodings.Find("euc-kr")!.GetBytes(
            """{"id":1,"text":"/LIB 옵션 /REFERENCEPATH 옵션 /debug에 대해 잘못된"}""");
        foreach (var rejection in (await Collector.ReadAsync(folder.Write("news.jsonl", korean))).Rejected)
            Assert.Equal(RejectionReason.BadEncoding, rejection.Reason);
        foreach (var document in (await Collector.ReadAsync(folder.Write("news.jsonl", korean))).Accepted)
            Assert.Contains("옵션", document.Text, StringComparison.Ordinal);
    }

    private static byte[]? TryEncode(string text, Encoding into)
    {
        try
        {
            return into.GetBytes(text);
        }
        catch (EncoderFallbackException)
        {
            return null;
        }
    }
}
