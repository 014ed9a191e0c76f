namespace Dedupe.Cleaning;

/// <summary>A file or a record that may go, and the one that stays because it has its text.</summary>
/// <param name="Number">Its number in the plan, from 1.</param>
/// <param name="Cluster">The cluster of both.</param>
/// <param name="Relation">How the two relate.</param>
/// <param name="Words">The words of the victim.</param>
/// <param name="OwnShare">The share of its words that the keeper has not; credits and boilerplate do not count.</param>
/// <param name="LostWords">Its words that no kept copy has.</param>
/// <param name="LostBoilerplate">How many of these are boilerplate.</param>
/// <param name="Victim">What may go.</param>
/// <param name="Keeper">What stays.</param>
internal sealed record PlannedRemoval(
    int Number, string Cluster, Relation Relation, int Words, double OwnShare, int LostWords, int LostBoilerplate,
    PlannedFile Victim, PlannedFile Keeper)
{
    /// <summary>Whether the two are files that are the same to the last byte.</summary>
    public bool HasSameBytes => Victim.Record is null && Keeper.Record is null
        && Victim.Size == Keeper.Size && Victim.Hash == Keeper.Hash;

    /// <summary>Whether the two are records whose texts are the same to the last byte.</summary>
    public bool HasSameText =>
        Victim.Record is { } going && Keeper.Record is { } staying && going.TextHash == staying.TextHash;
}
