namespace Dedupe.Batch.Removal;

/// <summary>Two documents of one cluster that were verified, in numbers.</summary>
/// <param name="X">The first of them, by its number among the members.</param>
/// <param name="Y">The other one.</param>
/// <param name="Relation">How they relate.</param>
/// <param name="XMayGo">Whether X may go if Y is kept.</param>
/// <param name="YMayGo">Whether Y may go if X is kept.</param>
/// <param name="OwnX">The share of X that Y has not.</param>
/// <param name="OwnY">The share of Y that X has not.</param>
internal readonly record struct RemovalPair(
    int X, int Y, Relation Relation, bool XMayGo, bool YMayGo, float OwnX, float OwnY);
