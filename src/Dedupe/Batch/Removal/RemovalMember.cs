using System.Text;
using Dedupe.Clustering;

namespace Dedupe.Batch.Removal;

/// <summary>A document of a cluster, and what becomes of it.</summary>
internal sealed class RemovalMember(byte[] id, string cluster)
{
    /// <summary>Its id, UTF-8.</summary>
    public byte[] Id => id;

    /// <summary>Its id as text.</summary>
    public string Name => Encoding.UTF8.GetString(id);

    /// <summary>The id of its cluster.</summary>
    public string Cluster => cluster;

    /// <summary>Whether it is of the earlier run: it is kept, whatever the policy says.</summary>
    public bool IsEarlier { get; init; }

    /// <summary>
    /// What headline or status say of it as a whole, see <see cref="ItemLabel"/>; null when they say nothing.
    /// </summary>
    public string? Label { get; init; }

    /// <summary>Whether somebody asked that it stays.</summary>
    public bool IsProtected { get; init; }

    /// <summary>How soon it is kept for its path: less is sooner; see <see cref="KeepPolicy.Paths"/>.</summary>
    public int PathRank { get; init; }

    /// <summary>
    /// Whether it stays whatever else there is: it is there already or protected, or it corrects or withdraws.
    /// </summary>
    public bool Stays => IsEarlier || IsProtected || ItemLabel.Stays(Label);

    /// <summary>
    /// Whether nothing may go for its sake and it may not go either: another file's text, or taken back.
    /// </summary>
    public bool StandsAside => IsBehindLink || (ItemLabel.IsTakenBack(Label) && !IsEarlier);

    /// <summary>Its file; null where the run does not tell.</summary>
    public string? File { get; init; }

    /// <summary>
    /// Whether it was read through a symbolic link: the text is that of another file, and stands or goes with it.
    /// </summary>
    public bool IsBehindLink { get; init; }

    /// <summary>When it was published.</summary>
    public DateTimeOffset? Date { get; init; }

    /// <summary>Its outlet.</summary>
    public string? Source { get; init; }

    /// <summary>Its words.</summary>
    public int Words { get; set; }

    /// <summary>What the order of copies asks about it.</summary>
    public CopyFacts Facts => new()
    {
        DateTicks = Date?.UtcTicks ?? long.MaxValue,
        Words = Words,
        Source = Source,
        PathRank = PathRank,
        Id = id,
    };

    /// <summary>What becomes of it.</summary>
    public RemovalFate Fate { get; set; } = RemovalFate.KeptForOwnText;

    /// <summary>The kept copy that has most of its text; null when it was compared with none.</summary>
    public RemovalMember? Beside { get; set; }

    /// <summary>How it relates to that one.</summary>
    public Relation Relation { get; set; }

    /// <summary>
    /// The share of its words that <see cref="Beside"/> has not; credits and boilerplate do not count.
    /// </summary>
    public double OwnShare { get; set; } = 1;

    /// <summary>Of one that goes: the words that no kept copy has, boilerplate included.</summary>
    public int LostWords { get; set; }

    /// <summary>How many of <see cref="LostWords"/> are boilerplate.</summary>
    public int LostBoilerplate { get; set; }

    /// <summary>Whether it was met in an input.</summary>
    public bool IsMet { get; set; }
}
