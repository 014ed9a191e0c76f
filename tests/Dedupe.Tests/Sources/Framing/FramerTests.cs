using System.Text;
using Dedupe.Sources;
using Dedupe.Sources.Framing;
using Xunit;

namespace Dedupe.Tests.Sources.Framing;

/// <summary>However the bytes come, the documents and what is told are the same.</summary>
public sealed class FramerTests
{
    private const int Most = 8;

    private static readonly string[] Inputs =
        ["", "\n", "a", "a\nbb\n\nccc", "a\n123456789\nb\n", "123456789", "123456789\n", "12345678\n12345678",
            "\n\n\n"];

    public static TheoryData<string> Texts => [.. Inputs];

    [Theory]
    [MemberData(nameof(Texts))]
    public void Lines_are_the_same_in_any_pieces(string text)
    {
        string[] lines = text.Split('\n');
        var expected = lines.Select((line, index) => line.Length > Most ? $"{index + 1}!" : $"{index + 1}:{line}")
            .Take(lines[^1].Length == 0 ? lines.Length - 1 : lines.Length);
        for (int piece = 1; piece <= text.Length + 1; piece++)
            Assert.Equal(expected, Frames(new LineFramer(Most), text, piece, splitLines: true));
    }

    [Theory]
    [MemberData(nameof(Texts))]
    public void A_whole_input_is_one_document_or_told_once(string text)
    {
        string expected = text.Length > Most ? "1!" : $"1:{text}";
        for (int piece = 1; piece <= text.Length + 1; piece++)
            Assert.Equal([expected], Frames(new WholeFramer(Most), text, piece, splitLines: false));
    }

    [Fact]
    public void A_line_that_is_too_long_is_told_before_the_damage_in_it()
    {
        var framer = new LineFramer(Most);
        Assert.True(framer.GivesUp("123456789"u8));
        Assert.Equal([RejectionReason.Oversized, RejectionReason.Truncated], framer
            .Damaged(new InputException(RejectionReason.Truncated, "cut")).Select(frame => frame.Fault!.Reason));
    }

    // Gives the bytes piece by piece, as a batch does.
    private static List<string> Frames(Framer framer, string text, int piece, bool splitLines)
    {
        var told = new List<string>();
        byte[] bytes = Encoding.ASCII.GetBytes(text);
        int start = 0;
        int end = 0;
        while (end < bytes.Length)
        {
            end = Math.Min(end + piece, bytes.Length);
            framer.GivesUp(bytes.AsSpan(start, end - start));
            Take(last: false);
        }

        Take(last: true);
        Assert.Equal(bytes.Length, start);
        return told;

        void Take(bool last)
        {
            while (framer.TryNext(bytes.AsMemory(start, end - start), start, last, out var frame))
            {
                Tell(frame, Encoding.ASCII.GetString(bytes, start, Math.Max(0, frame.Length)));
                start += frame.Taken;
            }
        }

        void Tell(in Frame frame, string documents)
        {
            if (frame.Fault is not null)
                told.Add($"{frame.Number}!");
            if (!frame.HasDocuments)
                return;
            long number = frame.Number;
            string[] parts = splitLines ? documents.Split('\n') : [documents];
            foreach (string part in splitLines && parts[^1].Length == 0 ? parts[..^1] : parts)
                told.Add(part.Length > Most && splitLines ? $"{number++}!" : $"{number++}:{part}");
        }
    }
}
