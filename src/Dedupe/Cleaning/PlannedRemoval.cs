namespace Dedupe.Cleaning;

/// <summary>A file that may go, and the file that stays because it has its text.</summary>
/// <param name="Number">Its number in the plan, from 1.</param>
/// <param name="Cluster">The cluster of both.</param>
/// <param name="Relation">How the two relate.</param>
/// <param name="Words">The words of the victim.</param>
/// <param name="OwnShare">The share of its words that the keeper has not; credits and boilerplate do not count.</param>
/// <param name="LostWords">Its words that no kept copy has.</param>
/// <param name="LostBoilerplate">How many of these are boilerplate.</param>
/// <param name="Victim">The file that may go.</param>
/// <param name="Keeper">The file that stays.</param>
internal sealed record PlannedRemoval(
    int Number, string Cluster, Relation Relation, int Words, double OwnShare, int LostWords, int LostBoilerplate,
    PlannedFile Victim, PlannedFile Keeper)
{
    /// <summary>Whether the two are the same to the last byte.</summary>
    public bool HasSameBytes => Victim.Size == Keeper.Size && Victim.Hash == Keeper.Hash;
}
