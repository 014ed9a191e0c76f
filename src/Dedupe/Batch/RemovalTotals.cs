namespace Dedupe.Batch;

/// <summary>
/// What the removal of documents took away, counted on their texts. Words of credits are not counted.
/// </summary>
/// <param name="Documents">Documents that went.</param>
/// <param name="Words">Their words.</param>
/// <param name="LostWords">Those of them that are in no passage shared with a kept copy, boilerplate included.</param>
/// <param name="LostBoilerplate">Those of the lost ones that are boilerplate of outlets.</param>
/// <param name="KeptForOwnText">Documents of clusters that were kept because no kept copy has their text.</param>
internal readonly record struct RemovalTotals(
    long Documents, long Words, long LostWords, long LostBoilerplate, long KeptForOwnText);
