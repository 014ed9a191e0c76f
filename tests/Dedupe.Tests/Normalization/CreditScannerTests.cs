using System.Text;
using Dedupe.Normalization;
using Xunit;

namespace Dedupe.Tests.Normalization;

/// <summary>Curly brackets show the words that must be taken out; they are no part of the text.</summary>
public sealed class CreditScannerTests
{
    private const string Prose =
        "The harbour stayed closed for a third day after the freighter ran aground in heavy fog, and divers will " +
        "look at the hull on Sunday.";

    [Theory]
    // Datelines.
    [InlineData("AFP", "{PARIS (AFP)} — The minister said on Monday that the bridge would open.")]
    [InlineData("Reuters", "{WASHINGTON (Reuters)} - The minister said on Monday that the bridge would open.")]
    [InlineData("Reuters", "{(Reuters)} - The minister said on Monday that the bridge would open.")]
    [InlineData("AP", "{COLUMBUS, Ohio (AP)} — The minister said on Monday that the bridge would open.")]
    [InlineData("Xinhua", "{BEIJING, June 20 (Xinhua)} -- The minister said on Monday that the bridge would open.")]
    [InlineData("dpa", "{Berlin (dpa/lno)} - Der Minister sagte am Montag, dass die neue Brücke öffnet.")]
    [InlineData("dpa", "{BERLIN/HAMBURG (dpa-AFX)} - Der Minister sagte am Montag, dass die neue Brücke öffnet.")]
    [InlineData("EFE", "{Madrid, 20 jun (EFE)}.- El ministro dijo el lunes que el puente abrirá pronto.")]
    [InlineData("ANSA", "{(ANSA) - ROMA, 20 GIU} - Il ministro ha detto lunedì che il ponte aprirà.")]
    [InlineData("Reuters", "{BRASÍLIA, 20 jun (Reuters)} - O ministro disse na segunda que a ponte abrirá.")]
    [InlineData("Anadolu", "{ANKARA (AA)} - Bakan pazartesi günü köprünün yakında açılacağını söyledi.")]
    [InlineData(
        "RIA Novosti",
        "{МОСКВА, 20 июн — РИА Новости}. Министр сказал, что мост " +
        "откроют весной.")]
    [InlineData(
        "TASS",
        "{МОСКВА, 20 июня. /ТАСС/}. Министр сказал, что мост откроют " +
        "весной.")]
    [InlineData(
        "SPA",
        "{الرياض - واس}: قال الوزير إن الجسر الجديد سيفتح في الربيع " +
        "المقبل")]
    [InlineData(
        "SPA",
        "{واس- جدة}: قال الوزير إن الجسر الجديد سيفتح في الربيع المقبل")]
    [InlineData(
        "Reuters",
        "{طوكيو - «رويترز»}: قال الوزير إن الجسر الجديد سيفتح في " +
        "الربيع المقبل")]
    [InlineData(
        "dpa",
        "{بوجومبورا - د.ب.أ}: قال الوزير إن الجسر الجديد سيفتح في " +
        "الربيع المقبل")]
    [InlineData(
        "AFP",
        "{باريس (أ ف ب)} - قال الوزير إن الجسر الجديد سيفتح في " +
        "الربيع المقبل")]
    [InlineData(
        "SPA",
        "{عين اليوم – واس}\n قال الوزير إن الجسر الجديد سيفتح في " +
        "الربيع المقبل")]
    [InlineData(
        "Xinhua", "{新华社北京6月20日电（记者王某）}部长说新的桥将在明年春天开放。")]
    [InlineData("Xinhua", "{新华社北京6月20日电} 部长说新的桥将在明年春天开放。")]
    [InlineData("Kyodo", "【{ワシントン共同}】大臣は新しい橋が春に開くと言った。")]
    [InlineData("Reuters", "[{東京 20日 ロイター}] - 大臣は新しい橋が春に開くと言った。")]
    [InlineData("Yonhap", "({서울=연합뉴스}) 장관은 새로운 다리가 봄에 열린다고 말했다")]
    [InlineData("AFP", "{AFP} - Le ministre a dit lundi que le pont ouvrirait bientôt.")]
    [InlineData(
        "AFP",
        "A headline about the bridge\n\n{PARIS (AFP)} — The minister said on Monday that the bridge would open.")]
    [InlineData(null, "{PORT MARLOW (XY)} — The minister said on Monday that the bridge would open.")]
    [InlineData(null, "{WASHINGTON} — The minister said on Monday that the bridge would open.")]
    [InlineData(null, "{STAVEL, Halvia (XY)} — The minister said on Monday that the bridge would open.")]
    [InlineData(
        null,
        "{سبق- وكالات}: قال الوزير إن الجسر الجديد سيفتح في الربيع " +
        "المقبل")]
    // Bylines and sources.
    [InlineData(
        "AFP",
        "Bridge to open\n\n{By [AFP](#)}\n\nJune was wet. The minister said on Monday that the bridge would open.")]
    [InlineData("AP", "{By Jane Smith, Associated Press}\nThe minister said on Monday that the bridge would open.")]
    [InlineData("AP", "{Jane Smith, Associated Press}\nThe minister said on Monday that the bridge would open.")]
    [InlineData(null, "{By the Ledger newsroom}\n\nThe minister said on Monday that the bridge would open.")]
    [InlineData(null, "{By our own correspondent}\n\nThe minister said on Monday that the bridge would open.")]
    [InlineData("Reuters", "{REUTERS}\nThe minister said on Monday that the bridge would open.")]
    [InlineData("dpa", "{Quelle: dpa}\nDer Minister sagte am Montag, dass die neue Brücke öffnet.")]
    // The end.
    [InlineData("AFP", "The minister said on Monday that the bridge would open. {(AFP)}")]
    [InlineData("AFP", "The minister said on Monday that the bridge would open.\n\n{© Agence France-Presse}")]
    [InlineData("AFP", "The minister said on Monday that the bridge would open. – {AFP}\n")]
    [InlineData(
        "Reuters", "قال الوزير إن الجسر الجديد سيفتح في الربيع. «{رويترز}»")]
    [InlineData(
        "AFP", "قال الوزير إن الجسر الجديد سيفتح في الربيع.\n({أ. ف. ب})")]
    [InlineData("AFP", "The minister said on Monday that the bridge would open.\n\n{rc/jsi (AFP, Reuters)}")]
    [InlineData(
        "AP",
        "The minister said that it would open.\n\n{Copyright 2031 The Associated Press. All rights reserved. This " +
        "material may not be published.}")]
    [InlineData("AP", "The minister said that it would open.\n\n{The Associated Press contributed to this report.}")]
    [InlineData(
        "AP", "The minister said that it would open. {Jane Doe and The Associated Press contributed to this report.}")]
    [InlineData(
        "Reuters",
        "The minister said that it would open.\n\n({Reporting by Jane Doe in Paris; Editing by John Roe for Reuters})")]
    [InlineData(
        null, "The minister said that it would open.\n\n{(Reporting by Jane Doe in Paris; Editing by John Roe)}")]
    [InlineData(null, "The minister said that it would open. {With agencies}")]
    [InlineData(null, "Der Minister sagte, dass die Brücke öffnet. ({mit Agenturen})")]
    [InlineData(
        "AP",
        "The minister said that it would open. {This report contains material from the Associated Press and Reuters.}")]
    [InlineData(null, "The minister said that it would open.\n\n{© 2031 The Daily Lantern. All rights reserved.}")]
    public void Finds(string? agency, string marked) => Check(agency, marked);

    [Theory]
    [InlineData("AP reporters were in the hall, and the AP stayed with them all day long.")]
    [InlineData("Reuters reported on Monday that the bridge would open in spring after all.")]
    [InlineData("The minister told Reuters that the bridge would open")]
    [InlineData("The minister said so, he told AFP.")]
    [InlineData("The minister spoke to the Associated Press (AP).")]
    [InlineData("Several papers (Reuters among them) said - quite wrongly - that it would open.")]
    [InlineData("The bridge in New York City. (Jane Doe/Reuters)\n\nFor all that, not much has changed.")]
    [InlineData("NASA — the space agency — said on Monday that the bridge would open.")]
    [InlineData("TRUMP WINS — WHAT NOW FOR THE BRIDGE")]
    [InlineData("By the time the bridge opened, nobody on the island cared any more about it.")]
    [InlineData("By Friday the ferry will have to do.\nThe minister said so.")]
    [InlineData(
        "Smith contributed to this report on the climate of the islands with a long chapter on rivers and on lakes " +
        "and on the sea.")]
    [InlineData("The copyright of the book expired in June, and agencies were told so.")]
    [InlineData("dpa-Informationen zufolge öffnet die neue Brücke im Frühjahr.")]
    [InlineData(
        "قال الوزير لوكالة رويترز إن الجسر الجديد سيفتح في الربيع " +
        "المقبل")]
    [InlineData("وكالة ناسا كشفت صورا جديدة للكوكب البعيد")]
    public void LeavesProse(string text) => Check(null, text);

    [Fact]
    public void TheMiddleOfATextIsNotLookedAt()
    {
        var filler = string.Concat(Enumerable.Repeat(Prose + "\n", 12));

        Check(null, $"{filler}PARIS (AFP) — The minister spoke.\n{filler}");
    }

    [Fact]
    public void ATextOfCreditsAloneKeepsItsWords()
    {
        var (words, agency) = Scan("PARIS (AFP)");

        Assert.Equal(("PARIS AFP", "AFP"), (words, agency));
    }

    [Fact]
    public void PlacesOfTheOtherWordsStay()
    {
        var text = "PARIS (AFP) — The minister spoke.\nBy AFP"u8.ToArray();
        var tokens = TokenizerTests.Tokenize(Encoding.UTF8.GetString(text));
        var scanner = new CreditScanner(CreditBook.Default);

        scanner.Scan(text, tokens);
        scanner.Remove(tokens);

        Assert.Equal("The minister spoke", string.Join(' ', Enumerable.Range(0, tokens.Count).Select(
            token => Encoding.UTF8.GetString(text.AsSpan(tokens.Starts[token]..tokens.Ends[token])))));
    }

    [Fact]
    public void AScannerForgetsTheTextBefore()
    {
        var scanner = new CreditScanner(CreditBook.Default);
        scanner.Scan(
            "PARIS (AFP) — The minister spoke."u8, TokenizerTests.Tokenize("PARIS (AFP) — The minister spoke."));
        var tokens = TokenizerTests.Tokenize(Prose);
        var count = tokens.Count;

        scanner.Scan(Encoding.UTF8.GetBytes(Prose), tokens);
        scanner.Remove(tokens);

        Assert.Null(scanner.Agency);
        Assert.Equal(count, tokens.Count);
    }

    [Fact]
    public void AnyTextIsScannedWithoutFailing()
    {
        var random = new Random(17);
        string[] pieces =
        [
            "AFP", "(AFP)", "By", "PARIS", "Jane", "said", " ", " ", " ", "\n", "\n\n", ".", " — ", "-", ":", ",",
            "(",
                ")", "/", "©", "Copyright", "新华社", "电",
            "【", "】", "واس", "Reporting by", "contributed to this report", "2031", "é", "Reuters",
            "with agencies",
                "\r\n",
        ];
        for (var trial = 0; trial < 5000; trial++)
        {
            var text = string.Concat(
                Enumerable.Range(0, random.Next(400))
                    .Select(_ => pieces[random.Next(pieces.Length)] + (random.Next(3) == 0 ? " " : "")));
            var tokens = TokenizerTests.Tokenize(text);
            var count = tokens.Count;
            var scanner = new CreditScanner(CreditBook.Default);
            scanner.Scan(Encoding.UTF8.GetBytes(text), tokens);
            scanner.Remove(tokens);
            Assert.InRange(tokens.Count, Math.Min(count, 1), count);
            for (var token = 1; token < tokens.Count; token++)
                Assert.True(tokens.Starts[token] >= tokens.Ends[token - 1]);
        }
    }

    /// <summary>How many words a text has without its credits.</summary>
    internal static int CountWords(string text)
    {
        var tokens = TokenizerTests.Tokenize(text);
        var scanner = new CreditScanner(CreditBook.Default);
        scanner.Scan(Encoding.UTF8.GetBytes(text), tokens);
        scanner.Remove(tokens);
        return tokens.Count;
    }

    private static void Check(string? agency, string marked)
    {
        var text = marked.Replace("{", "", StringComparison.Ordinal).Replace("}", "", StringComparison.Ordinal);
        var depth = 0;
        var kept = string.Concat(marked.Select(sign =>
        {
            depth += sign == '{' ? 1 : sign == '}' ? -1 : 0;
            return depth > 0 || sign is '{' or '}' ? ' ' : sign;
        }));

        Assert.Equal((Words(kept), agency), Scan(text));
    }

    private static (string Words, string? Agency) Scan(string text)
    {
        var bytes = Encoding.UTF8.GetBytes(text);
        var tokens = TokenizerTests.Tokenize(text);
        var scanner = new CreditScanner(CreditBook.Default);
        scanner.Scan(bytes, tokens);
        scanner.Remove(tokens);
        return (Words(bytes, tokens), scanner.Agency);
    }

    private static string Words(string text) => Words(Encoding.UTF8.GetBytes(text), TokenizerTests.Tokenize(text));

    private static string Words(
        byte[] text, TokenBuffer tokens) => string.Join(' ', Enumerable.Range(0, tokens.Count).Select(
        token => Encoding.UTF8.GetString(text.AsSpan(tokens.Starts[token]..tokens.Ends[token]))));
}
