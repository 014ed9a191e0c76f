using Dedupe.Service.Pushing;

namespace Dedupe.Service.Tests.Pushing;

/// <summary>Items for tests.</summary>
internal static class Items
{
    public static OutgoingItem Of(string id, string text = "The harbour stayed closed on Friday.") =>
        new(new Document(id, text, "Harbour", "Corvane Wire"), new Origin("articles.jsonl", 7));

    public static IReadOnlyList<OutgoingItem> Some(int count) =>
        [.. Enumerable.Range(1, count).Select(static number => Of($"a{number}"))];
}
