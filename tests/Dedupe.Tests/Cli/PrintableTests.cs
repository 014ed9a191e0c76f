using Dedupe.Cli;
using Xunit;

namespace Dedupe.Tests.Cli;

/// <summary>What a terminal would obey or hide is shown as an escape; what people write is left alone.</summary>
public sealed class PrintableTests
{
    [Theory]
    [InlineData("plain text, \"quoted\" – with dashes … €", null)]
    [InlineData("a\nb\rc\td", "a\\nb\\rc\\td")]
    [InlineData("\u001b[2J\u009b0m\u007f", "\\u001b[2J\\u009b0m\\u007f")]
    [InlineData("invoice\u202Etxt.exe", "invoice\\u202etxt.exe")]
    [InlineData(
        "\u202A\u202B\u202C\u202D\u2066\u2067\u2068\u2069\u200E\u200F\u061C",
        "\\u202a\\u202b\\u202c\\u202d\\u2066\\u2067\\u2068\\u2069\\u200e\\u200f\\u061c")]
    [InlineData("pay\u200Bpal\uFEFF\u00AD\u2060\u180E", "pay\\u200bpal\\ufeff\\u00ad\\u2060\\u180e")]
    [InlineData("\u2028\u2029", "\\u2028\\u2029")]
    [InlineData("A\U000E0041\U000E007F\U000E0001", "A\\U000e0041\\U000e007f\\U000e0001")]
    [InlineData("x\uFE0Fy\U000E0100", "x\\ufe0fy\\U000e0100")]
    [InlineData("\u2764\uFE0F\uFE0F", "\u2764\uFE0F\\ufe0f")]
    [InlineData("\u034F\u115F\u1160\u17B4\u3164\uFFA0", "\\u034f\\u115f\\u1160\\u17b4\\u3164\\uffa0")]
    [InlineData("\uFFFF\uFDD0\U0001FFFE", "\\uffff\\ufdd0\\U0001fffe")]
    [InlineData("مقال \u06DD ١٢", null)]
    [InlineData("می\u200Cخواهم", null)]
    [InlineData("क्\u200Dष", null)]
    [InlineData("می\u200C خواهم", "می\\u200c خواهم")]
    [InlineData("pay\u200Dpal\u200C", "pay\\u200dpal\\u200c")]
    [InlineData("👩\u200D💻 👍🏽 ❤\uFE0F 1\uFE0F\u20E3 葛\U000E0100", null)]
    [InlineData("🏳\uFE0F\u200D🌈 👩🏽\u200D🚀", null)]
    [InlineData("e\u0301 日本語 русский ქართული", null)]
    public void HiddenCharactersAreEscaped(string text, string? shown)
    {
        Assert.Equal(shown ?? text, Printable.Of(text));
        Assert.Equal(shown ?? text, Printable.InFull(text));
        if (shown is null)
            Assert.Same(text, Printable.Of(text));
    }

    [Fact]
    public void HalvesOfPairsAreEscaped() =>
        Assert.Equal("lone \\ud800 half \\udc00", Printable.Of("lone \uD800 half \uDC00"));

    [Fact]
    public void OfEveryCharacterOnlyThoseThatAreDrawnAreLeft()
    {
        for (var value = 0; value <= 0x10FFFF; value++)
        {
            var text = value is >= 0xD800 and <= 0xDFFF ? ((char)value).ToString() : char.ConvertFromUtf32(value);
            var category = System.Globalization.CharUnicodeInfo.GetUnicodeCategory(text, 0);
            var shown = Printable.Of("a" + text + "b");
            var isDrawn = shown == "a" + text + "b";
            Assert.True(isDrawn || shown is ['a', '\\', _, .., 'b'], $"U+{value:X4}: {shown}");
            if (category is System.Globalization.UnicodeCategory.Control
                or System.Globalization.UnicodeCategory.LineSeparator
                or System.Globalization.UnicodeCategory.ParagraphSeparator
                    or System.Globalization.UnicodeCategory.Surrogate)
                Assert.False(isDrawn, $"U+{value:X4}");
            else if (char.IsLetterOrDigit(text, 0) && value is not (0x115F or 0x1160 or 0x3164 or 0xFFA0))
                Assert.True(isDrawn, $"U+{value:X4}");
        }
    }

    [Fact]
    public void AMegabyteIsShortenedInItsMiddle()
    {
        var shown = Printable.Of("the id '" + new string('x', 1_000_000) + "' comes twice");

        Assert.InRange(shown.Length, 500, 1100);
        Assert.StartsWith("the id 'xxx", shown, StringComparison.Ordinal);
        Assert.Contains("⋯ (999,105 characters) ⋯", shown, StringComparison.Ordinal);
        Assert.EndsWith("xxx' comes twice", shown, StringComparison.Ordinal);
        Assert.Equal(1_000_000, Printable.InFull(new string('x', 1_000_000)).Length);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    public void NoPairOfHalvesIsCut(int offset)
    {
        var shown = Printable.Of(new string('x', offset) + string.Concat(Enumerable.Repeat("😀", 2000)));

        Assert.DoesNotContain("\\ud", shown, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public void JsonKeepsItsValue()
    {
        const string Value = "a\u202Eb\U000E0041c\u200D";
        var json = Printable.Json($"{{\"id\":\"{Value}\"}}");

        Assert.Equal("{\"id\":\"a\\u202eb\\udb40\\udc41c\\u200d\"}", json);
        using var document = System.Text.Json.JsonDocument.Parse(json);
        Assert.Equal(Value, document.RootElement.GetProperty("id").GetString());
    }

    [Theory]
    [InlineData("plain/path.txt", "plain/path.txt")]
    [InlineData("it's", "'it'\\''s'")]
    [InlineData("a\u202Eb\n'\\", "$'a\\u202eb\\n\\'\\\\'")]
    public void AShellWordIsSafeToShowToo(string text, string shown) => Assert.Equal(shown, ShellWord.Shown(text));
}
