using System.Buffers;
using System.Globalization;
using System.Text;

namespace Dedupe.Benchmarks.Corpus;

/// <summary>Articles to JSON lines with the fields id, title, source, date and text.</summary>
internal sealed class CorpusWriter(GeneratedCorpus corpus)
{
    private static readonly DateTime Begin = new(2024, 1, 1, 0, 0, 0, DateTimeKind.Utc);

    private readonly Printer printer = new(corpus.Vocabulary);
    private readonly ArrayBufferWriter<byte> line = new(1 << 20);
    private readonly Article article = new();

    /// <summary>Writes all articles.</summary>
    /// <returns>How many bytes.</returns>
    public long Write(Stream output)
    {
        var written = 0L;
        for (var index = 0; index < corpus.Count; index++)
        {
            Append(index);
            if (line.WrittenCount >= 1 << 19 || index == corpus.Count - 1)
            {
                output.Write(line.WrittenSpan);
                written += line.WrittenCount;
                line.ResetWrittenCount();
            }
        }

        return written;
    }

    private void Append(int index)
    {
        corpus.Compose(index, article);
        var spelling = corpus.SpellingOf(index);
        var outlet = corpus.AllOutlets[article.Outlet];
        line.Write("{\"id\":\""u8);
        line.Write(Encoding.ASCII.GetBytes(corpus.IdOf(index)));
        line.Write("\",\"title\":\""u8);
        printer.Print(article.Title, line, outlet.Straight, json: true);
        line.Write("\",\"source\":\""u8);
        line.Write(outlet.Name);
        line.Write("\",\"date\":\""u8);
        line.Write(
            Encoding.ASCII.GetBytes(
                Begin.AddMinutes(article.Minute).ToString("yyyy-MM-ddTHH:mm:ssZ", CultureInfo.InvariantCulture)));
        line.Write("\",\"text\":\""u8);
        printer.Print(article.Text, line, outlet.Straight, json: true, spelling);
        line.Write("\"}\n"u8);
    }
}
