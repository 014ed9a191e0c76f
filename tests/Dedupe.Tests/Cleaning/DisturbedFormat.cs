using Dedupe.Sources;
using Dedupe.Sources.Framing;
using Dedupe.Sources.Packings;

namespace Dedupe.Tests.Cleaning;

/// <summary>JSON lines during whose writing something happens, and whose writer may lose a record.</summary>
/// <param name="happens">What happens when the file begins to be written.</param>
/// <param name="lost">The id of the record that is lost; null: none is.</param>
internal sealed class DisturbedFormat(Action? happens, string? lost = null) : InputFormat
{
    private readonly InputFormat lines = InputFormats.Standard.Find("json-lines")!;

    /// <inheritdoc/>
    public override string Name => "disturbed";

    /// <inheritdoc/>
    public override IReadOnlyList<string> Extensions { get; } = [".disturbed"];

    /// <inheritdoc/>
    internal override Framer CreateFramer(ReadingRules rules) => lines.CreateFramer(rules);

    /// <inheritdoc/>
    internal override DocumentReader CreateReader(ReadingRules rules) => lines.CreateReader(rules);

    /// <inheritdoc/>
    internal override StreamFilter CreateFilter(
        string source, ReadingRules rules, IFilterSink sink, PackedWriter output)
    {
        happens?.Invoke();
        return lines.CreateFilter(source, rules, lost is null ? sink : new LosingSink(sink, lost), output);
    }

    private sealed class LosingSink(IFilterSink sink, string lost) : IFilterSink
    {
        public bool Keeps { get; set; } = true;

        public bool KeepsRejected => true;

        public void Accept(in Document document, Origin origin)
        {
            sink.Accept(document, origin);
            Keeps = sink.Keeps && !document.Id.Span.SequenceEqual(System.Text.Encoding.UTF8.GetBytes(lost));
        }

        public void Reject(Rejection rejection) => sink.Reject(rejection);
    }
}
