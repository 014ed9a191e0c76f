using System.Text;
using Dedupe.Normalization;
using Dedupe.Signing;
using Xunit;

namespace Dedupe.Tests.Normalization;

/// <summary>Which ways of writing are one figure, and which only have the same digits.</summary>
public sealed class FigureSignsTests
{
    [Theory]
    [InlineData("a low of -5 was seen", "a low of 5 was seen")]
    [InlineData("a low of −5 was seen", "a low of 5 was seen")]
    [InlineData("a low of − 5 was seen", "a low of 5 was seen")]
    [InlineData("a low of –5 was seen", "a low of 5 was seen")]
    [InlineData("-5", "5")]
    [InlineData("(-5)", "(5)")]
    [InlineData("\u200E-5", "5")]
    [InlineData("lows of 5 -10", "lows of 5 10")]
    [InlineData("-$5 each", "$5 each")]
    [InlineData("$-5 each", "$5 each")]
    [InlineData("$500", "€500")]
    [InlineData("$500", "500")]
    [InlineData("500 €", "500 £")]
    [InlineData("500 ₽ each", "500 ₹ each")]
    [InlineData("five million €", "five million $")]
    [InlineData("€ five million", "£ five million")]
    [InlineData("10²", "102")]
    [InlineData("10₂", "102")]
    [InlineData("10²", "10₂")]
    [InlineData("1²0", "120")]
    [InlineData("10⁻²", "10 2")]
    [InlineData("½ a ton", "12 a ton")]
    [InlineData("1½ tons", "112 tons")]
    [InlineData("⅓ of it", "13 of it")]
    [InlineData("up 5% now", "up 5 now")]
    [InlineData("up 5% now", "up 5‰ now")]
    [InlineData("five % of it", "five of it")]
    [InlineData("turned 10° to the east", "turned 10 to the east")]
    [InlineData("5-7", "5/7")]
    [InlineData("5-7", "5:7")]
    [InlineData("5-7", "5.7")]
    [InlineData("5-7", "5 7")]
    [InlineData("5 - 7", "5, 7")]
    [InlineData("5.7 of them", "5 7 of them")]
    [InlineData("1/2 of them", "1.2 of them")]
    [InlineData("1⁄2", "1 2")]
    [InlineData("a scale of 1:200", "a scale of 1.200")]
    [InlineData("10:30", "10 30")]
    [InlineData("5×7", "5-7")]
    [InlineData("5 × 7", "5 + 7")]
    [InlineData("1e-5", "1e 5")]
    [InlineData("rose .5 percent", "rose 5 percent")]
    [InlineData("rose $.50 a share", "rose $50 a share")]
    [InlineData("p < 5 here", "p > 5 here")]
    [InlineData("±5", "5")]
    [InlineData("about ~5 of them", "about 5 of them")]
    [InlineData("aged 18+ only", "aged 18 only")]
    [InlineData("-٥ درجات", "٥ درجات")]
    public void AreDifferentFiguresOfTheSameWords(string x, string y)
    {
        Assert.Equal(ContentHash.WordsOf(Hash(x)), ContentHash.WordsOf(Hash(y)));
        Assert.NotEqual(Hash(x), Hash(y));
    }

    [Theory]
    [InlineData("-5 of", "−5 of")]
    [InlineData("-5 of", "–5 of")]
    [InlineData("$500", "＄500")]
    [InlineData("$500", "$ 500")]
    [InlineData("€500 each", "500 € each")]
    [InlineData("€500 each", "500€ each")]
    [InlineData("10 % of", "10% of")]
    [InlineData("10\u00A0% of", "10％ of")]
    [InlineData("٪10", "10%")]
    [InlineData("%10", "10%")]
    [InlineData("20 °C here", "20°C here")]
    [InlineData("20 °C here", "20 C here")]
    [InlineData("m² and CO₂ and x₂", "m2 and CO2 and x2")]
    [InlineData("1,000 of", "1.000 of")]
    [InlineData("1,000 of", "1 000 of")]
    [InlineData("1,000 of", "1'000 of")]
    [InlineData("1,000 of", "1\u202F000 of")]
    [InlineData("1,000 of", "1’000 of")]
    [InlineData("1.5 of", "1,5 of")]
    [InlineData("١٫٥", "1.5")]
    [InlineData("5-7", "5–7")]
    [InlineData("5-7", "5 – 7")]
    [InlineData("5-7", "5—7")]
    [InlineData("in 2019-20", "in 2019/20")]
    [InlineData("12.05.2031", "12/05/2031")]
    [InlineData("2031-05-12", "2031/05/12")]
    [InlineData("9 / 10 / 1436H of", "9-10-1436H of")]
    [InlineData("27-8 -1412", "27/ 8/1412")]
    [InlineData("in the year .2020", "in the year 2020")]
    [InlineData("at 10:30", "at 10.30")]
    [InlineData("+5 of", "5 of")]
    [InlineData("- 5 people", "5 people")]
    [InlineData("— 5 people", "• 5 people")]
    [InlineData("Covid-19", "Covid 19")]
    [InlineData("a mid-20 crowd", "a mid 20 crowd")]
    [InlineData("the vote – 5 to 4", "the vote, 5 to 4")]
    [InlineData("the vote —5 to 4— was", "the vote, 5 to 4, was")]
    [InlineData("> 5 people", "5 people")]
    [InlineData("-> 5 people", "=> 5 people")]
    [InlineData("he said 5. Then 7", "he said 5; then 7")]
    [InlineData("\"5\" (7)", "“5” [7]")]
    [InlineData("a – b “c” -d", "a - b \"c\" d")]
    [InlineData("", "…")]
    public void AreOneFigure(string x, string y) => Assert.Equal(Hash(x), Hash(y));

    [Fact]
    public void WithoutASignTheHashIsThatOfTheWords()
    {
        var tokens = TokenizerTests.Tokenize("On 5 May 2031 the 16 ferries, all 1,200 tons of them, were held.");

        Assert.Equal(
            ContentHash.OfWords(tokens), Hash("On 5 May 2031 the 16 ferries, all 1,200 tons of them, were held."));
    }

    [Fact]
    public void TheWordsAreInTheUpperHalf()
    {
        Assert.Equal(ContentHash.WordsOf(Hash("Profit -5")), ContentHash.WordsOf(Hash("Profit $5")));
        Assert.NotEqual(ContentHash.WordsOf(Hash("Profit -5")), ContentHash.WordsOf(Hash("Profit -6")));
    }

    // Decimal digits of every script, and every sign of currency that the runtime knows.
    [Fact]
    public void EveryScriptAndCurrencyCounts()
    {
        var missed = new List<string>();
        for (var codePoint = 0x24; codePoint < 0x110000; codePoint++)
        {
            if (!Rune.TryCreate(codePoint, out var rune))
                continue;
            var category = Rune.GetUnicodeCategory(rune);
            var isMissed = category switch
            {
                System.Globalization.UnicodeCategory.DecimalDigitNumber => Hash($"a -{rune}") == Hash($"a {rune}"),
                System.Globalization.UnicodeCategory.CurrencySymbol =>
                    Hash($"a {rune}5 b") == Hash("a 5 b") || Hash($"a 5 {rune} b") != Hash($"a {rune}5 b"),
                _ => false,
            };
            if (isMissed)
                missed.Add($"U+{codePoint:X4}");
        }

        Assert.Empty(missed);
    }

    // Whatever stands around figures, what is found lies in the text.
    [Fact]
    public void AnySignsInAnyOrder()
    {
        string[] pieces =
            ["5", "70", "a", "١", " ", "\n", "-", "−", "–", "$", "€", "%", ".", ",", ":", "/", "²", "½", "°", "C", "+",
                "<", ">", "~", "^", "(", "\u200B", "中", "1e", "２", "\u0301", "😀", "'"];
        var random = new Random(5);
        for (var trial = 0; trial < 20_000; trial++)
        {
            var text = string.Concat(
                Enumerable.Range(0, random.Next(1, 40)).Select(_ => pieces[random.Next(pieces.Length)]));
            var bytes = Encoding.UTF8.GetBytes(text);
            var (tokens, signs) = (TokenizerTests.Tokenize(text), new FigureSigns());
            signs.Scan(bytes, tokens);
            foreach (var sign in signs.Found)
            {
                Assert.InRange(sign.Start, 0, sign.End - 1);
                Assert.InRange(sign.End, 1, bytes.Length);
                Assert.InRange(sign.Token, 0, tokens.Count);
            }
        }
    }

    private static UInt128 Hash(string text)
    {
        var tokens = TokenizerTests.Tokenize(text);
        return ContentHash.Of(Encoding.UTF8.GetBytes(text), tokens, new FigureSigns());
    }
}
