namespace Dedupe.Cli.Databases;

/// <summary>A row that may go, and the row that stays for it.</summary>
/// <param name="Number">Its line among the rows of the plan, from 1.</param>
/// <param name="Cluster">Their cluster.</param>
/// <param name="Relation">How it relates to the one that stays.</param>
/// <param name="Words">Its words.</param>
/// <param name="OwnShare">The share of them that the one that stays has not.</param>
/// <param name="LostWords">Words of it that no row that stays has.</param>
/// <param name="Victim">The row that may go.</param>
/// <param name="Keeper">The row that stays.</param>
internal sealed record RowMove(
    int Number, string Cluster, Relation Relation, int Words, double OwnShare, int LostWords, RowText Victim,
    RowText Keeper);
