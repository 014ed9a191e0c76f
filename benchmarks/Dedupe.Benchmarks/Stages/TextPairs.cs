using System.Buffers;
using Dedupe.Benchmarks.Corpus;

namespace Dedupe.Benchmarks.Stages;

/// <summary>English texts and a copy of each with one word in ten changed.</summary>
internal sealed class TextPairs
{
    /// <summary>Writes the texts; the same ones each time.</summary>
    /// <param name="pairs">How many of each.</param>
    /// <param name="words">Words of a text, about.</param>
    public TextPairs(int pairs, int words)
    {
        Originals = new byte[pairs][];
        Copies = new byte[pairs][];
        var vocabulary = Vocabulary.Build(Language.English, seed: 1);
        var prose = new Prose(vocabulary, seed: 1);
        var editing = new Editing(prose);
        var printer = new Printer(vocabulary);
        for (var pair = 0; pair < pairs; pair++)
        {
            var draw = new Draw(1, 3, (ulong)pair);
            var original = new TextUnits();
            var copy = new TextUnits();
            prose.ChooseTopic(draw);
            prose.Write(original, draw, words);
            editing.Reword(original, 0, original.Count, copy, draw, perMille: 100);
            Originals[pair] = Printed(original);
            Copies[pair] = Printed(copy);
        }

        byte[] Printed(TextUnits text)
        {
            var buffer = new ArrayBufferWriter<byte>();
            printer.Print(text, buffer, straight: false, json: false);
            return buffer.WrittenSpan.ToArray();
        }
    }

    /// <summary>The texts, UTF-8.</summary>
    public byte[][] Originals { get; }

    /// <summary>The copy of each.</summary>
    public byte[][] Copies { get; }
}
