using Dedupe.Sources;
using Dedupe.Sources.Framing;

namespace Dedupe.Formats.Tests.Frame;

/// <summary>A file that is parsed as a whole: each line but the first is a document of its own id.</summary>
internal sealed class ListFormat : InputFormat
{
    public override string Name => "list";

    public override IReadOnlyList<string> Extensions { get; } = [".list"];

    internal override IReadOnlyList<string> SharedExtensions { get; } = [".lot"];

    internal override bool IsWrittenAgain => false;

    internal override Recognition Recognises(ReadOnlySpan<byte> start) =>
        start.StartsWith("%LIST%"u8) ? Recognition.Sure
        : start.StartsWith("list"u8) ? Recognition.Likely
        : Recognition.No;

    internal override Framer CreateFramer(ReadingRules rules) => new WholeFramer(rules.Options.MaxDocumentBytes);

    internal override DocumentReader CreateReader(ReadingRules rules) => new Reader();

    private sealed class Reader : DocumentReader
    {
        public override void Read(ReadOnlyMemory<byte> bytes, in Segment segment, IDocumentSink sink)
        {
            int number = 0;
            while (!bytes.IsEmpty)
            {
                int end = bytes.Span.IndexOf((byte)'\n');
                var line = end < 0 ? bytes : bytes[..end];
                bytes = end < 0 ? default : bytes[(end + 1)..];
                int space = line.Span.IndexOf((byte)' ');
                if (number++ > 0)
                    sink.Accept(
                        new Document(line[..space], line[(space + 1)..]), new Origin(segment.Source, number));
            }
        }
    }
}
