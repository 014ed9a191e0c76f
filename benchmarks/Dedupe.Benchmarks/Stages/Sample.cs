using System.Buffers;
using System.Text;
using Dedupe.Benchmarks.Corpus;

namespace Dedupe.Benchmarks.Stages;

/// <summary>Generated articles in UTF-8, exactly so many bytes of them, so that a rate can be told.</summary>
internal static class Sample
{
    /// <summary>Bytes of a sample.</summary>
    public const int Bytes = 2_000_000;

    private static readonly CorpusOptions Unfurnished = new() { Documents = 20_000, BoilerplatePerMille = 0 };

    /// <summary>Articles in a language; the last one is filled up with spaces.</summary>
    internal static byte[][] Texts(Language language)
    {
        var corpus = new NewsCorpus(Unfurnished with { Language = language });
        var printer = new Printer(corpus.Vocabulary);
        var article = new Article();
        var texts = new List<byte[]>();
        var buffer = new ArrayBufferWriter<byte>();
        var left = Bytes;
        for (var index = 0; left > 0; index++)
        {
            corpus.Compose(index, article);
            buffer.ResetWrittenCount();
            printer.Print(article.Text, buffer, straight: false, json: false);
            if (buffer.WrittenCount > left)
            {
                texts.Add(new byte[left]);
                texts[^1].AsSpan().Fill((byte)' ');
                break;
            }

            texts.Add(buffer.WrittenSpan.ToArray());
            left -= buffer.WrittenCount;
        }

        return [.. texts];
    }

    /// <summary>Articles as JSON lines with their fields; the last line is filled up with spaces.</summary>
    internal static byte[][] Lines()
    {
        var corpus = new NewsCorpus(new CorpusOptions { Documents = 20_000 });
        var printer = new Printer(corpus.Vocabulary);
        var article = new Article();
        var made = new List<byte[]>();
        var buffer = new ArrayBufferWriter<byte>();
        var left = Bytes;
        for (var index = 0; left > 0; index++)
        {
            corpus.Compose(index, article);
            buffer.ResetWrittenCount();
            buffer.Write(Encoding.UTF8.GetBytes($$"""{"id":"a{{index}}","title":"A headline","source":"An outlet","""));
            buffer.Write("\"date\":\"2024-02-17T07:10:00Z\",\"text\":\""u8);
            printer.Print(article.Text, buffer, straight: index % 2 == 0, json: true);
            buffer.Write("\"}"u8);
            made.Add(
                buffer.WrittenCount <= left
                    ? buffer.WrittenSpan.ToArray()
                    : Encoding.UTF8.GetBytes(new string(' ', left)));
            left -= made[^1].Length;
        }

        return [.. made];
    }
}
