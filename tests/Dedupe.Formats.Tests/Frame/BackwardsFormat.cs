using System.Runtime.CompilerServices;
using System.Text;
using Dedupe.Sources;

namespace Dedupe.Formats.Tests.Frame;

/// <summary>A format that reads files by itself, from their end: each line is a text, and <c>!</c> is damage.</summary>
internal sealed class BackwardsFormat : SelfReadingFormat
{
    public override string Name => "backwards";

    public override IReadOnlyList<string> Extensions { get; } = [".back"];

    internal override bool IsCutAtLines => true;

    internal override async IAsyncEnumerable<DocumentBatch> ReadFileAsync(
        WholeInput input, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await using var stream = input.OpenSeekable();
        var content = new byte[stream.Length];
        await stream.ReadExactlyAsync(content, cancellationToken);
        input.CountRead(content.Length);
        int at = 0;
        foreach (string line in Encoding.UTF8.GetString(content).Split('\n', StringSplitOptions.RemoveEmptyEntries))
        {
            bool isMine = at >= input.Piece.From && at < (input.Piece.To ?? long.MaxValue);
            at += Encoding.UTF8.GetByteCount(line) + 1;
            if (!isMine)
                continue;
            input.Lines++;
            yield return line != "!"
                ? new Batch(input.File.Shown, input.Lines, line)
                : throw new InputException(RejectionReason.Corrupt, "It is damaged here.");
        }
    }

    private sealed class Batch(string file, long number, string text) : DocumentBatch
    {
        public override long Bytes => text.Length;

        public override void Read(IDocumentSink sink) =>
            sink.Accept(new Document($"{file}-{text[..2]}", text), new Origin(file, number));
    }
}
