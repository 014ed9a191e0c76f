using Dedupe.Sources.Framing;

namespace Dedupe.Sources.PlainText;

/// <summary>Plain text: the whole file is one document, and its path is the id.</summary>
internal sealed class TextFormat : InputFormat
{
    /// <inheritdoc/>
    public override string Name => "text";

    /// <inheritdoc/>
    public override IReadOnlyList<string> Extensions { get; } = [".txt", ".md"];

    /// <inheritdoc/>
    internal override bool IsOneDocument => true;

    /// <inheritdoc/>
    internal override bool IsWordsAlone => true;

    /// <inheritdoc/>
    internal override Framer CreateFramer(ReadingRules rules) => new WholeFramer(rules.Options.MaxDocumentBytes);

    /// <inheritdoc/>
    internal override DocumentReader CreateReader(ReadingRules rules) => new TextFileReader(rules.Options.Encoding);

    /// <inheritdoc/>
    internal override TextOrigin CreateOrigin(
        InputFile file, SourceEnvironment environment, RetryPolicy retry, ReadingRules rules) =>
        new PlainOrigin(file, environment, retry);
}
