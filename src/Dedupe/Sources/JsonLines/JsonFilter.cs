using Dedupe.Sources.Framing;
using Dedupe.Sources.Packings;

namespace Dedupe.Sources.JsonLines;

/// <summary>
/// Filters JSON: an object that stays is the same bytes. What stands between two of them goes with the second, so that
/// a list stays one.
/// </summary>
internal sealed class JsonFilter(
    InputFormat format, string source, ReadingRules rules, IFilterSink sink, PackedWriter output)
    : FrameFilter(format, source, rules, sink, output)
{
    private readonly List<byte> between = [];
    private bool hasOne; // whether something stands in the list at work
    private bool begun;

    /// <inheritdoc/>
    protected override void Pass(ReadOnlySpan<byte> bytes, bool isDocument, bool keeps)
    {
        if (!isDocument)
        {
            between.AddRange(bytes);
            return;
        }

        // Brackets stay.
        bool isEdge = !begun || between.Contains((byte)'[') || between.Contains((byte)']');
        hasOne &= !isEdge;
        begun = true;
        if (isEdge || (keeps && hasOne))
            WriteBetween();
        if (keeps)
        {
            base.Pass(bytes, isDocument, keeps);
            hasOne = true;
        }

        between.Clear();
    }

    /// <inheritdoc/>
    protected override void End(ReadOnlyMemory<byte> bytes, InputException? fault)
    {
        base.End(bytes, fault);
        WriteBetween();
        between.Clear();
    }

    private void WriteBetween() => Output.Write([.. between]);
}
