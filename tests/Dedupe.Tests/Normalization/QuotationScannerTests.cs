using System.Text;
using Dedupe.Normalization;
using Xunit;

namespace Dedupe.Tests.Normalization;

/// <summary>Square brackets show what must be found as quoted; they are no part of the text.</summary>
public sealed class QuotationScannerTests
{
    private const string QuotationMarks = "“”\"'’‘„«»「」";

    [Theory]
    // The marks of the languages.
    [InlineData(
        "He wrote:\n\n[The bridge will open when it is safe and not a day before] — Mayor of Orrin (@orrinmayor) May " +
        "3, 2031\n\nShe did not answer.")]
    [InlineData("He said: “[we will never give up].” Then he left.")]
    [InlineData("He said: \"[we will never give up].\" Then he left.")]
    [InlineData("\"[We will never give up],\" he said.")]
    [InlineData("Er sagte: „[Wir geben niemals wieder auf]“, dann ging er.")]
    [InlineData("Han sade: ”[Vi ger aldrig mer upp].” Sedan gick han.")]
    [InlineData("Il a dit : « [Nous ne renoncerons jamais à cela] » puis il partit.")]
    [InlineData("Il a dit :\u00A0«\u00A0[Nous ne renoncerons jamais à cela]\u00A0» puis il partit.")]
    [InlineData("Han sagde: »[Vi giver aldrig nogensinde op]«, og gik.")]
    [InlineData("Он сказал: «[Мы никогда не сдадимся им]», и ушёл.")]
    [InlineData("他说：「[我们永远不会放弃]」然后离开。")]
    [InlineData("他说：“[我们永远不会放弃]”然后离开。")]
    [InlineData("他说：『[我们永远不会放弃]』然后离开。")]
    [InlineData("彼は｢[あきらめません]｣と言った。")]
    [InlineData("‹[We will never give up]› she wrote.")]
    [InlineData("(“[we will never give up]”) and —\"[nor shall we ever sleep]\"— both.")]
    // Nested.
    [InlineData("He said: “[they told us ‘never give up’ and we did not].” Then he left.")]
    [InlineData("他说：「[他告诉我『不要放弃』所以我没有放弃]」然后离开。")]
    [InlineData("Elle a dit : « [il nous a dit ‹ jamais plus de cela › et partit] » hier.")]
    [InlineData("Er sagte: „[sie riefen ‚niemals wieder dies‘ und wir gingen]“, dann ging er.")]
    // British style.
    [InlineData("‘[We will never give up],’ he said.")]
    [InlineData("'[We will never give up],' he said, and left.")]
    [InlineData("‘[We don’t know the dogs’ owners yet],’ he said.")]
    // No quotations.
    [InlineData("The dogs' owners and the cats' owners met in the workers' hall.")]
    [InlineData("In the '90s rock 'n' roll was Putin’s and everybody’s music, wasn’t it.")]
    [InlineData("In the ’90s rock ’n’ roll was Putin’s and everybody’s music, wasn’t it.")]
    [InlineData("A 6\" pipe and a 12\" pipe lay in the yard all day long.")]
    [InlineData("The so-called \"green deal\" was a “good try” at least.")]
    [InlineData("It’s the boys’ and it’s the girls’ turn now, they’ll say.")]
    // Inch marks beside a quotation.
    [InlineData("A 6\" pipe: \"[we have never seen one],\" he said.")]
    [InlineData("\"[That was back in the year 2021]\" he said of it.")]
    // Open to the end of the paragraph.
    [InlineData("He said: “[we will never give up and so on\n\n]The next paragraph is his own prose.")]
    // Several paragraphs: each opens again, the last one closes; or the break falls inside.
    [InlineData("“[We will never give up.\n\n]“[We will never go home].” So he spoke to them.")]
    [InlineData("\"[We will never give up.\n\n]\"[We will never go home],\" he said to them.")]
    [InlineData("“[We will never give up.\n\nWe will never go home].” So he spoke to them.")]
    [InlineData(
        "Prose here.\n\n“[One quotation stands here alone].”\n\nProse again here now.\n\n“[Another quotation stands " +
        "alone here].”")]
    // Block quotations.
    [InlineData(
        "He wrote to the council:\n\n> [The bridge will open when it is safe]\n> [and not a day before that " +
        "day].\n\nShe did not answer.")]
    [InlineData(
        "He wrote to the council:\n\n    [The bridge will open when it is safe\n    and not a day before that " +
        "day].\n\nShe did not answer.\nNobody did.")]
    [InlineData(
        "    Every paragraph of this text is set in.\n\n    That says nothing about it at all.\n\n    So it is with " +
        "this one.")]
    [InlineData("The result was 5 > 3 and that is all there is.")]
    // Dialogue.
    [InlineData(
        "El ministro llegó tarde.\n—[No lo sé todavía] —dijo el ministro—. [Ya veremos mañana].\nY se fue a casa.")]
    [InlineData("Министр приехал поздно.\n— [Я этого пока не знаю], — сказал министр.\nИ он уехал домой.")]
    [InlineData("The council decided three things.\n— The bridge opens in spring\n— The ferry stays for now")]
    // Nested and unbalanced.
    [InlineData("Il a dit : « [elle a crié “plus jamais cela” et elle est partie] » hier soir.")]
    [InlineData("Он сказал: «[она крикнула „никогда больше“ и ушла домой]», и ушёл.")]
    [InlineData("قال الوزير: «[لن نتراجع عن هذا القرار]» ثم غادر المدينة.")]
    [InlineData("قال الوزير: “[لن نتراجع عن هذا القرار]” ثم غادر المدينة.")]
    [InlineData("He said: “[they shouted ‘no more of it’ and ‘never again now’ until late].” Then he left.")]
    [InlineData(
        "He said: “[we will never give up and so on.\n\n]The prose goes on here.\n\nAnd “[it was a new quotation " +
        "here]” after all.")]
    [InlineData(
        "He said: \"[we will never give up and so on.\n\n]The prose goes on here.\n\nAnd \"[it was a new quotation " +
        "here]\" after all.")]
    [InlineData("‘[I have never seen the like of it],’ she said. ’Tis the season, and the ’90s are back in town.")]
    [InlineData("The crew of the 40' boat saw a 6' 2\" man at the pier, and a 5' 3\" woman by him.")]
    // Hard-wrapped lines.
    [InlineData("He said: “[we will\nnever give up and\nnever go home at all],” and left\nthe room with them.")]
    [InlineData("Он ушёл: «[он сказал\nнам всё что знал\nи никогда не узнал\nнас с тех пор]», и ушёл.")]
    [InlineData("He said: \"[we will\nnever give up and\nnever go home at all],\" and left\nthe room with them.")]
    public void Finds(string marked)
    {
        var (text, expected) = Unmark(marked);

        Assert.Equal(Show(text, expected), Show(text, Scan(text)));
    }

    [Fact]
    public void AScannerForgetsTheTextBefore()
    {
        var scanner = new QuotationScanner();
        Scan("He said: “we will never give up and go", scanner);

        Assert.DoesNotContain(true, Scan("no quotation stands in this text at all”", scanner));
    }

    [Fact]
    public void AnyTextIsScannedWithoutFailing()
    {
        var random = new Random(13);
        string[] pieces =
            ["“", "”", "\"", "'", "’", "‘", "„", "«", "»", "「", "」", "word", "zwei drei", " ", "\n", "\n\n", ".", ",",
                "s", "6", "中文", "л"];
        for (var trial = 0; trial < 3000; trial++)
        {
            var text = string.Concat(
                Enumerable.Range(0, random.Next(40)).Select(_ => pieces[random.Next(pieces.Length)]));
            var tokens = TokenizerTests.Tokenize(text);
            var quoted = Scan(text);
            Assert.Equal(tokens.Count, quoted.Length);
            if (!text.Any(QuotationMarks.Contains))
                Assert.DoesNotContain(true, quoted);
        }
    }

    private static bool[] Scan(string text, QuotationScanner? scanner = null)
    {
        var tokens = TokenizerTests.Tokenize(text);
        var quoted = new bool[tokens.Count];
        quoted.AsSpan().Fill(true);
        (scanner ?? new QuotationScanner()).Scan(Encoding.UTF8.GetBytes(text), tokens, quoted);
        return quoted;
    }

    private static (string Text, bool[] Quoted) Unmark(string marked)
    {
        var text = marked.Replace("[", "", StringComparison.Ordinal).Replace("]", "", StringComparison.Ordinal);
        var tokens = TokenizerTests.Tokenize(marked);
        var bytes = Encoding.UTF8.GetBytes(marked);
        var quoted = new bool[tokens.Count];
        for (var i = 0; i < quoted.Length; i++)
        {
            var before = bytes.AsSpan(0, tokens.Starts[i]);
            quoted[i] = before.Count((byte)'[') > before.Count((byte)']');
        }

        return (text, quoted);
    }

    private static string Show(string text, bool[] quoted)
    {
        var tokens = TokenizerTests.Tokenize(text);
        var bytes = Encoding.UTF8.GetBytes(text);
        return string.Join(' ', quoted.Select((flag, i) =>
            (flag ? "+" : "") + Encoding.UTF8.GetString(bytes.AsSpan(tokens.Starts[i]..tokens.Ends[i]))));
    }
}
