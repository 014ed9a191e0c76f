using System.Text;
using Dedupe.Kernels;
using Dedupe.Sources;
using Dedupe.Sources.JsonLines;
using Xunit;

namespace Dedupe.Tests.Sources.JsonLines;

/// <summary>
/// The reader of common lines takes and refuses exactly what the reader of .NET does, with the same values and the same
/// words, in every kernel.
/// </summary>
public sealed class JsonLineReaderTests
{
    private static readonly string[] Seeds =
    [
        """{"id":"a1","text":"plain words, nothing else, but more of them than one block of sixty-four bytes """ +
            """can hold","title":"T","source":"S","date":"2024-03-01"}""",
        """{ "id" : 12.5e-3 , "text" : "line\nbreak \"quoted\" \\ back \/ slash \b\f\r\t """ +
            """\u00e9\u4e2D \ud834\udd1e" , "other":null,"more":true,"less":false }""",
        """{"text":"naïve “curly” — 中文 текст 😀","id":"ü","date":1709287200,"n":-0.0E+10}""",
        """{"id":"1","text":"x","nested":{"a":[1,2,{"b":"\u12"}]},"list":[]}""",
        """{"id":"1","text":"x","skipped":"lone \ud834 surrogate","te\u0078t2":"y"}""",
        """{"id":0,"text":"\u0000\u001f\u007f","title":"","source":null}""",
        "{}",
        """{"id":"x"}""",
        "{\"id\":\"x\",\"text\":\"" + new string('x', 200) + "\\n" + new string('y', 130) + "\"}",
    ];

    private static readonly string[] Hostile =
    [
        "\"", "\\", "\\\"", "\\u", "\\ud800", "\\udc00", "\\uD834\\uDD1E", "\\ud834\\u0041", "\\x", "\\u 123",
            "\\u+123", "\\u00zz", "\\", "{", "}", "[", "]", ":", ",", ",,",
        " ", "\t", "\r", "\0", "\u0001", "\u001f", "\u007f", "\ufeff", "\u00a0", "\u2028", "1", "01", "-", "-01", "1.",
            ".5", "1e", "1e+", "0x1", "1e999", "+1", "NaN", "Infinity",
        "true", "tru", "nulll", "False", "/", "//", "/*", "*/", "'", "\"id\":", "\"text\":\"again\"", ",\"id\":2",
            ",\"text\":\"z\"", "{\"a\":1}", "[[[[", "]]]]", "#", "é", "中", "😀",
    ];

    private static readonly byte[][] BadBytes =
        [[0xFF], [0xC0, 0x80], [0xE2, 0x80], [0xED, 0xA0, 0x80], [0xF4, 0x90, 0x80, 0x80], [0x80], [0xEF, 0xBB, 0xBF],
            [0xC3]];

    public static TheoryData<string> Widths => [.. Enum.GetNames<KernelWidth>()];

    [Theory]
    [MemberData(nameof(Widths))]
    public void EveryTruncationAndEveryByteReplaced(string width)
    {
        using var pair = new Pair(width);
        foreach (var seed in Seeds)
        {
            var line = Encoding.UTF8.GetBytes(seed);
            for (int length = 0; length <= line.Length; length++)
                pair.Check(line[..length]);
            for (int place = 0; place < line.Length; place++)
            {
                foreach (byte value in (byte[])[0, 0x1F, (byte)' ', (byte)'"', (byte)'\\', (byte)'}', (byte)',',
                    (byte)'0', (byte)'e', 0x80, 0xC3, 0xFF])
                {
                    byte[] changed = [.. line];
                    changed[place] = value;
                    pair.Check(changed);
                }
            }
        }

        pair.AssertBothKindsWereSeen();
    }

    [Theory]
    [MemberData(nameof(Widths))]
    public void HostileLines(string width)
    {
        var random = new Random(20241);
        using var pair = new Pair(width);
        for (int trial = 0; trial < 40_000; trial++)
        {
            var line = Encoding.UTF8.GetBytes(Seeds[random.Next(Seeds.Length)]).ToList();
            for (int change = random.Next(4); change > 0; change--)
            {
                int place = random.Next(line.Count + 1);
                switch (random.Next(4))
                {
                    case 0:
                        line.InsertRange(place, BadBytes[random.Next(BadBytes.Length)]);
                        break;
                    case 1:
                        line.RemoveRange(place, Math.Min(random.Next(1, 12), line.Count - place));
                        break;
                    default:
                        line.InsertRange(place, Encoding.UTF8.GetBytes(Hostile[random.Next(Hostile.Length)]));
                        break;
                }
            }

            pair.Check([.. line]);
        }

        pair.AssertBothKindsWereSeen();
    }

    [Theory]
    [MemberData(nameof(Widths))]
    public void StringsOfEveryLengthAroundABlock(string width)
    {
        using var pair = new Pair(width);
        foreach (var end in (string[])["", "\\n", "\\u00e9", "\\ud834\\udd1e", "é", "\u0001", "\\q"])
        {
            for (int length = 0; length < 200; length++)
            {
                var text = new string('t', length) + end;
                pair.Check(Encoding.UTF8.GetBytes($$"""{"id":"{{length}}","text":"{{text}}","title":"{{end}}"}"""));
            }
        }

        pair.AssertBothKindsWereSeen();
    }

    [Theory]
    [InlineData(62)]
    [InlineData(63)]
    [InlineData(64)]
    [InlineData(65)]
    public void DeepNesting(int depth)
    {
        using var pair = new Pair(nameof(KernelWidth.V128));
        pair.Check(
            Encoding.UTF8.GetBytes(
                "{\"id\":1,\"text\":\"x\",\"deep\":" + new string('[', depth) + new string(']', depth) + "}"));
    }

    // Both readers, and what became of the lines.
    private sealed class Pair(string width) : IDisposable
    {
        private readonly JsonLineReader reader = new(
            new RecordFields(new SourceOptions()), StringScanner.For(Enum.Parse<KernelWidth>(width)));
        private readonly JsonLineReader reference = new(new RecordFields(new SourceOptions()), strings: null);
        private readonly FlatLineReader flat = new(
            new RecordFields(new SourceOptions()), StringScanner.For(Enum.Parse<KernelWidth>(width)));
        private int taken;
        private int declined;

        public void Check(byte[] line)
        {
            var (expected, actual) = (new Log(), new Log());
            reference.Read(line, new Origin("f", 1), expected);
            reader.Read(line, new Origin("f", 1), actual);
            Assert.True(
                expected.Lines.SequenceEqual(actual.Lines),
                $"{Encoding.Latin1.GetString(line)}\nexpected {string.Join(" and ", expected.Lines)}\nbut was " +
                $"{string.Join(" and ", actual.Lines)}");
            if (flat.TryRead(line, out _))
                taken++;
            else
                declined++;
        }

        public void Dispose()
        {
            reader.Dispose();
            reference.Dispose();
            flat.Dispose();
        }

        // Else one reader may have done all the work, and the comparison says nothing.
        public void AssertBothKindsWereSeen() =>
            Assert.True(taken > 100 && declined > 100, $"{taken} taken, {declined} declined");
    }

    private sealed class Log : IDocumentSink
    {
        public List<string> Lines { get; } = [];

        public void Accept(in Document document, Origin origin) => Lines.Add(string.Join(
            '|', Convert.ToHexString(document.Id.Span), Convert.ToHexString(document.Text.Span),
                Convert.ToHexString(document.Title.Span),
            Convert.ToHexString(document.Source.Span), document.Date, origin));

        public void Reject(Rejection rejection) => Lines.Add(rejection.ToString());
    }
}
