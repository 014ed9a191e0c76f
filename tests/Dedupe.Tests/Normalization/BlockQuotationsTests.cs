using Xunit;

namespace Dedupe.Tests.Normalization;

/// <summary>Lines that are set in: the first ones of paragraphs, and blocks from the first line to the last.</summary>
public sealed class BlockQuotationsTests
{
    public static TheoryData<string, int, bool> Layouts()
    {
        var layouts = new TheoryData<string, int, bool>();
        foreach (var indent in (string[])["    ", "     ", "        ", "\t"])
        {
            foreach (var width in (int[])[36, 60, 72])
            {
                layouts.Add(indent, width, false);
                layouts.Add(indent, width, true);
            }
        }

        return layouts;
    }

    // As news agencies set them: the paragraphs that are one line long look like blocks.
    [Theory]
    [MemberData(nameof(Layouts))]
    public void TheFirstLineOfAParagraphIsProse(string indent, int width, bool hasBlankLines)
    {
        for (var seed = 0; seed < 60; seed++)
        {
            var random = new Random(seed);
            var paragraphs = Enumerable.Range(0, random.Next(2, 12)).Select(number => Paragraph(
                random, number == 1 ? width : random.Next(3, 60), width, number == 0 ? "" : indent, ""));
            var text = string.Join(hasBlankLines ? "\n\n" : "\n", paragraphs) + "\n Reporter";

            Assert.Equal(Flags.Expected(text), Flags.Found(text));
        }
    }

    [Theory]
    [MemberData(nameof(Layouts))]
    public void ABlockBetweenBlankLinesIsAQuotation(string indent, int width, bool areParagraphsSetIn)
    {
        for (var lines = areParagraphsSetIn ? 2 : 1; lines <= 8; lines++)
        {
            var random = new Random(lines);
            var first = areParagraphsSetIn ? indent : "";
            var prose = Enumerable.Range(0, 6).Select(_ => Paragraph(random, width, width, first, "")).ToArray();
            var block = Paragraph(random, ((lines - 1) * width / 6) + 3, width, indent, indent);
            var text = $"{prose[0]}\n\n{prose[1]}\n\n[{block}]\n\n{string.Join("\n\n", prose[2..])}";

            Assert.Equal(Flags.Expected(text), Flags.Found(Flags.Text(text)));
        }
    }

    // Without blank lines, but deeper than paragraphs begin.
    [Theory]
    [InlineData(4, 8)]
    [InlineData(4, 12)]
    [InlineData(0, 4)]
    [InlineData(2, 4)]
    public void ABlockThatIsDeeperThanParagraphsBeginIsAQuotation(int ofParagraphs, int ofBlock)
    {
        for (var seed = 0; seed < 60; seed++)
        {
            var random = new Random(seed);
            var (first, deep) = (new string(' ', ofParagraphs), new string(' ', ofBlock));
            var prose = Enumerable.Range(0, 6).Select(_ => Paragraph(random, 40, 60, first, "")).ToArray();
            var block = Paragraph(random, random.Next(20, 60), 60, deep, deep);
            var text = $"{string.Join('\n', prose[..3])}\n[{block}]\n{string.Join('\n', prose[3..])}";

            Assert.Equal(Flags.Expected(text), Flags.Found(Flags.Text(text)));
        }
    }

    // One sentence, wrapped.
    private static string Paragraph(Random random, int words, int width, string first, string others)
    {
        var lines = new List<string> { first };
        for (var word = 0; word < words; word++)
        {
            var next = $"w{random.Next(1000, 100_000)}";
            if (lines[^1].Length + next.Length > width)
                lines.Add(others);
            lines[^1] += lines[^1].Trim().Length == 0 ? next : " " + next;
        }

        return string.Join('\n', lines) + ".";
    }
}
