using Dedupe.Indexing;

namespace Dedupe.Live;

/// <summary>What is asked about each article that shares a key with another one: no text, 56 bytes.</summary>
internal struct LiveFacts
{
    /// <summary>When it came, in UTC ticks.</summary>
    public long ArrivedTicks;

    /// <summary>When it was published, in UTC ticks; <see cref="long.MaxValue"/> when unknown.</summary>
    public long DateTicks;

    /// <summary>Its outlet, as <see cref="StoryFacts.OutletOf"/> has it; 0 when unknown.</summary>
    public ulong Outlet;

    /// <summary>Number of its cluster; 0 when it is in none.</summary>
    public long Cluster;

    /// <summary>How many words it has.</summary>
    public int Words;

    /// <summary>How many keys of the reuse tier it has.</summary>
    public int Keys;

    /// <summary>Its first keys, as <see cref="Signing.LeadKeys"/> has them.</summary>
    public uint Lead;

    /// <summary>1 when others are compared with it; 0 when it is no longer there, or not yet.</summary>
    public int IsPresent;

    /// <summary>What the story rule asks.</summary>
    public readonly StoryFacts Story => new() { Keys = Keys, Lead = Lead, DateTicks = DateTicks, Outlet = Outlet };
}
