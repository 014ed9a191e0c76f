namespace Dedupe.Tests.Batch;

/// <summary>Two texts that have nothing in common.</summary>
internal static class TwoStories
{
    public const string Ferry =
        "The ferry to Port Ellery turned back on Monday after its pilot saw smoke above the engine room and called " +
        "the coast guard for help.";

    public const string Pears =
        "Growers in the Tamsin valley began to pick their pears two weeks early after the driest summer since " +
        "records were kept there.";
}
