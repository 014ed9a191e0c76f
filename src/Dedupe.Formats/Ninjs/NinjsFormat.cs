using System.Text.Json;
using Dedupe.Formats.Shared.News;
using Dedupe.Sources;

namespace Dedupe.Formats.Ninjs;

/// <summary>ninjs of the IPTC, versions 1 to 3: a file is an item, or holds a list of them.</summary>
internal sealed class NinjsFormat : NewsJsonFormat
{
    /// <inheritdoc/>
    public override string Name => "ninjs";

    /// <inheritdoc/>
    public override IReadOnlyList<string> Extensions { get; } = [".ninjs"];

    /// <inheritdoc/>
    protected override string[] Lists { get; } = ["items", "item", "_items"];

    /// <inheritdoc/>
    internal override Recognition Recognises(ReadOnlySpan<byte> start)
    {
        if (start.TrimStart(" \t\r\n"u8) is not [(byte)'{' or (byte)'[', ..])
            return Recognition.No;
        bool isNamed = start.IndexOf("\"ninjs\""u8) >= 0 || start.IndexOf("/ninjs/"u8) >= 0;
        return isNamed || HasOne(start) ? Recognition.Likely : Recognition.No;
    }

    /// <inheritdoc/>
    protected override NewsItem Read(JsonElement item, IReadOnlyDictionary<string, string> around) =>
        NinjsItem.Read(item);

    // Words that no other format of JSON has.
    private static bool HasOne(ReadOnlySpan<byte> start) =>
        start.IndexOf("\"versioncreated\""u8) >= 0 || start.IndexOf("\"versionCreated\""u8) >= 0
        || start.IndexOf("\"pubstatus\""u8) >= 0 || start.IndexOf("\"pubStatus\""u8) >= 0
        || (start.IndexOf("\"uri\""u8) >= 0
            && (start.IndexOf("\"body_"u8) >= 0 || start.IndexOf("\"bodies\""u8) >= 0));
}
