using System.Text;
using Dedupe.Cli;
using Dedupe.Cli.Views;
using Dedupe.Normalization;
using Dedupe.Verification;
using Xunit;

namespace Dedupe.Tests.Laws;

/// <summary>No code point, wherever it stands, brings a stage or a view down.</summary>
public sealed class CodePointLaws
{
    [Fact]
    public void EveryCodePointIsReadScannedAndCompared()
    {
        var (a, b, verifier) = (new PreparedText(), new PreparedText(), new PairVerifier(new DedupeOptions()));
        b.Prepare("PARIS (AFP) one two three four five six"u8, 5);
        foreach (var rune in All())
        {
            // Between words, inside one, before a mark and at both ends; in the first and in the last line, where
            // credits stand.
            a.Prepare(
                Encoding.UTF8.GetBytes(
                    $"{rune}PARIS {rune}(AFP){rune} one two th{rune}ree four\n{rune}“{rune} five six {rune}"), 5);
            Assert.Equal(a.Tokens.Count, a.Quoted.Length);
            verifier.Verify(a, b, default, null);
        }
    }

    [Fact]
    public void EveryCodePointIsShown()
    {
        // All of the basic plane, and of the others every half of a pair: views know characters, not code points.
        var text = new StringBuilder("one two three four five six ");
        foreach (var rune in All().Where(rune => rune.IsBmp || rune.Value % 17 == 0))
            text.Append(rune).Append(rune.Value % 8 == 0 ? " " : "");
        var (a, b) = (new Document("a", $"{text}"), new Document("b", $"{text} more"));
        using var terminal = new Terminal();
        var shown = new StringWriter();

        new CompareView(terminal, shown, full: true).Write(Compared.Of(a, b), a, b);

        Assert.Contains("\\uffff", shown.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void EveryCodePointHasAClass()
    {
        foreach (var rune in All())
            Assert.True(
                Enum.IsDefined(CodePointTable.ClassOf(CodePointTable.Shared.Entry(rune.Value))), $"U+{rune.Value:X4}");
    }

    private static IEnumerable<Rune> All() =>
        Enumerable.Range(0, 0x110000).Where(Rune.IsValid).Select(code => new Rune(code));
}
