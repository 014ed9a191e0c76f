using Dedupe.Sources;
using Dedupe.Sources.Framing;

namespace Dedupe.Tests.Sources.Toy;

/// <summary>
/// A format that only tests know. Documents are parted by lines of <c>%%</c>; the first line of each is its id. A file
/// may begin with <c>outlet:NAME</c>, which is the outlet of all of them.
/// </summary>
internal sealed class ToyFormat : InputFormat
{
    /// <inheritdoc/>
    public override string Name => "toy";

    /// <inheritdoc/>
    public override IReadOnlyList<string> Extensions { get; } = [".toy"];

    /// <inheritdoc/>
    internal override Framer CreateFramer(ReadingRules rules) => new ToyFramer(rules.Options.MaxDocumentBytes);

    /// <inheritdoc/>
    internal override DocumentReader CreateReader(ReadingRules rules) => new ToyReader();

    /// <inheritdoc/>
    internal override TextOrigin CreateOrigin(
        InputFile file, SourceEnvironment environment, RetryPolicy retry, ReadingRules rules) =>
        new PlainOrigin(file, environment, retry);
}
