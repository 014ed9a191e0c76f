namespace Dedupe.Service.Tests.Http;

/// <summary>Two stories that have nothing to do with each other, long enough for every relation.</summary>
internal static class Stories
{
    public const string Harbour =
        "The harbour of Port Ellery stayed closed for a third day on Friday after the freighter Halcyon ran aground " +
        "in heavy fog. Officials of the port authority said that divers would look at the hull before tugs tried " +
        "again at high water on Sunday. Fishermen moored along the northern mole have lost four days of work and " +
        "asked the county for help with their rent. A spokesman for the owners declined to say how much fuel is on " +
        "board, but promised a full account within the week.";

    public const string Orchard =
        "Growers in the Tamsin valley began to pick their pears two weeks early after the driest summer since " +
        "records were kept. The cooperative expects a third less fruit than last year and has already told two " +
        "supermarkets to look elsewhere. Older trees suffered most, because their roots lie shallow in the stony " +
        "ground above the river.";

    /// <summary>An item as JSON.</summary>
    public static string Item(string id, string text, string more = "") =>
        $$"""{"id":"{{id}}","source":"Wire","title":"A headline","text":"{{text}}"{{more}}}""";
}
