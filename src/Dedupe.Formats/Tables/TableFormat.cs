using Dedupe.Sources;
using Dedupe.Sources.Framing;

namespace Dedupe.Formats.Tables;

/// <summary>
/// Rows of fields (RFC 4180), of which the first names the columns: CSV and TSV. A field in quotation marks may hold
/// delimiters and line ends.
/// </summary>
/// <param name="name">The name of the format.</param>
/// <param name="extensions">The ends of the names of its files.</param>
/// <param name="delimiter">What parts the fields; 0: the header tells.</param>
internal sealed class TableFormat(string name, string[] extensions, byte delimiter) : InputFormat
{
    /// <inheritdoc/>
    public override string Name => name;

    /// <inheritdoc/>
    public override IReadOnlyList<string> Extensions => extensions;

    /// <inheritdoc/>
    internal override bool HasFields => true;

    /// <inheritdoc/>
    internal override Framer CreateFramer(ReadingRules rules) =>
        new TableFramer(rules, DelimiterOf(rules), oneByOne: false);

    /// <inheritdoc/>
    internal override Framer CreateFilterFramer(ReadingRules rules) =>
        new TableFramer(rules, DelimiterOf(rules), oneByOne: true);

    private byte DelimiterOf(ReadingRules rules) =>
        rules.Options.DelimiterByte is > 0 and var named ? named : delimiter;

    /// <inheritdoc/>
    internal override DocumentReader CreateReader(ReadingRules rules) => new TableReader(rules);

    /// <inheritdoc/>
    internal override TextOrigin CreateOrigin(
        InputFile file, SourceEnvironment environment, RetryPolicy retry, ReadingRules rules) =>
        new TableOrigin(file, environment, retry);
}
