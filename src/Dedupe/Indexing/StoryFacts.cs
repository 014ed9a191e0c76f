using System.Globalization;
using System.IO.Hashing;
using System.Runtime.InteropServices;

namespace Dedupe.Indexing;

/// <summary>What the story rule asks about one document: no text, no collection, 48 bytes.</summary>
internal readonly record struct StoryFacts
{
    /// <summary>Begins with nothing known: no key, no date, no outlet.</summary>
    public StoryFacts()
    {
    }

    /// <summary>How many keys of the reuse tier it has.</summary>
    public int Keys { get; init; }

    /// <summary>When it was published, in UTC ticks; <see cref="long.MaxValue"/> when unknown.</summary>
    public long DateTicks { get; init; } = long.MaxValue;

    /// <summary>Its outlet, as <see cref="OutletOf"/> has it; 0 when unknown.</summary>
    public ulong Outlet { get; init; }

    /// <summary>Its first keys, as <see cref="Signing.LeadKeys"/> has them.</summary>
    public uint Lead { get; init; }

    /// <summary>Its keys that many others have too; none when nobody counted.</summary>
    public KeyWidths Widths { get; init; }

    /// <summary>An outlet by its name: names that differ in case alone are one. 0 for no name.</summary>
    public static ulong OutletOf(string? name)
    {
        if (string.IsNullOrEmpty(name))
            return 0;
        var lower = name.ToLower(CultureInfo.InvariantCulture);
        return Math.Max(1, XxHash3.HashToUInt64(MemoryMarshal.AsBytes(lower.AsSpan())));
    }
}
