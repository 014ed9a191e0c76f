using Dedupe.Kernels;
using Dedupe.Normalization;
using Xunit;

namespace Dedupe.Tests.Kernels;

/// <summary>Every width agrees with the scalar specification bit for bit, also those that this processor only emulates.</summary>
public sealed class KernelConformanceTests
{
    public static TheoryData<string> Widths => [.. Enum.GetNames<KernelWidth>()];

    [Theory]
    [MemberData(nameof(Widths))]
    public void ShinglesAtEveryLength(string width)
    {
        var random = new Random(1);
        foreach (var size in (int[])[1, 2, 5, 8, 32])
        {
            for (var count = 0; count < 70; count++)
            {
                var words = Enumerable.Range(0, count).Select(_ => (ulong)random.NextInt64(long.MinValue, long.MaxValue)).ToArray();
                var expected = new ulong[count];
                var actual = new ulong[count];
                var length = ShingleKernel.For(KernelWidth.Scalar).Hash(words, size, expected);
                Assert.Equal(length, ShingleKernel.For(Parse(width)).Hash(words, size, actual));
                Assert.Equal(expected, actual);
            }
        }
    }

    [Theory]
    [MemberData(nameof(Widths))]
    public void WindowMinimaAtEveryLength(string width)
    {
        var random = new Random(2);
        foreach (var window in (int[])[1, 2, 3, 7, 8, 9, 21, 64])
        {
            for (var count = 0; count < 90; count++)
            {
                var values = Enumerable.Range(0, count).Select(_ => (ulong)random.NextInt64(long.MinValue, long.MaxValue)).ToArray();
                var minima = values.ToArray();
                var length = WindowMinimaKernel.For(Parse(width)).Reduce(minima, window);
                Assert.Equal(Math.Max(0, count - window + 1), length);
                for (var start = 0; start < length; start++)
                    Assert.Equal(values.AsSpan(start, window).ToArray().Min(), minima[start]);
            }
        }
    }

    [Theory]
    [MemberData(nameof(Widths))]
    public void TokensOfTextsOfEveryLengthAndScript(string width)
    {
        // Every character that changes the path: letters, digits, spaces, curly quotes, accents, marks, Han, Arabic, emoji.
        string[] pieces =
            ["a", "Z", "7", " ", "\n", ".", "the ", "word", "“", "’", "—", "é", "\u0301", "中", "か\u3099", "سَ", "ـ", "ж", "😀", "ﷺ", "\u00AD", "ß"];
        var random = new Random(3);
        var expected = new TokenBuffer();
        var actual = new TokenBuffer();
        for (var trial = 0; trial < 3000; trial++)
        {
            var plain = random.Next(0, pieces.Length);
            var text = System.Text.Encoding.UTF8.GetBytes(string.Concat(
                Enumerable.Range(0, random.Next(0, 200)).Select(_ => pieces[random.Next(2) == 0 ? plain : random.Next(pieces.Length)])));
            Tokenizer.For(KernelWidth.Scalar).Tokenize(text, expected);
            Tokenizer.For(Parse(width)).Tokenize(text, actual);
            Assert.Equal(expected.Hashes.ToArray(), actual.Hashes.ToArray());
            Assert.Equal(expected.Starts.ToArray(), actual.Starts.ToArray());
            Assert.Equal(expected.Ends.ToArray(), actual.Ends.ToArray());
            Assert.Equal(TokensOneByOne(text), actual.Hashes.ToArray());
        }
    }

    // The tokenizer written for reading: one character after the other, no blocks.
    private static ulong[] TokensOneByOne(byte[] text)
    {
        var tokens = new List<ulong>();
        var word = new List<byte>();
        var alone = false;
        foreach (var rune in System.Text.Encoding.UTF8.GetString(text).EnumerateRunes())
        {
            var entry = CodePointTable.Shared.Entry(rune.Value);
            var kind = CodePointTable.ClassOf(entry);
            if (kind == CodePointClass.Ignored || (kind == CodePointClass.Mark && word.Count == 0))
                continue;
            if (kind is CodePointClass.Separator or CodePointClass.Alone || (kind == CodePointClass.Letter && alone))
                End();
            if (kind == CodePointClass.Separator)
                continue;
            alone |= kind == CodePointClass.Alone;
            var fold = CodePointTable.Shared.FoldOf(entry);
            word.AddRange(fold.IsEmpty ? System.Text.Encoding.UTF8.GetBytes(rune.ToString()) : fold.ToArray());
        }

        End();
        return [.. tokens];

        void End()
        {
            if (word.Count > 0)
                tokens.Add(WordHash.Of(word.ToArray()));
            word.Clear();
            alone = false;
        }
    }

    [Fact]
    public void FoldedBlocksOfEveryByte()
    {
        for (var value = 0; value < 256; value++)
        {
            var text = new byte[64];
            Array.Fill(text, (byte)'!');
            text[value % 64] = (byte)value;
            CheckBlock<FoldBlockV128>(text);
            CheckBlock<FoldBlockV256>(text);
            CheckBlock<FoldBlockV512>(text);
        }
    }

    private static void CheckBlock<TBlock>(byte[] text)
        where TBlock : struct, IFoldBlock
    {
        var expected = new byte[64];
        var actual = new byte[64];
        Assert.Equal(FoldBlockScalar.Fold(text, expected, out var high), TBlock.Fold(text, actual, out var alsoHigh));
        Assert.Equal(high, alsoHigh);
        Assert.Equal(expected, actual);
    }

    private static KernelWidth Parse(string width) => Enum.Parse<KernelWidth>(width);
}
