using System.Text;
using Dedupe.Signing;

namespace Dedupe.Tests.Signing;

/// <summary>Documents of which nothing is known but what a test says: no text, outlet or agency.</summary>
internal static class SomeDocuments
{
    /// <summary>Makes documents with ids in the order of their numbers.</summary>
    /// <param name="count">How many.</param>
    /// <param name="record">What is known of each; null: nothing.</param>
    public static SignedCollection Make(int count, Func<int, SignedDocument>? record = null)
    {
        var blocks = new SignedBlocks(memoryBytes: 0, bands: 1);
        var block = blocks.NewBlock();
        for (var number = 0; number < count; number++)
        {
            var id = Encoding.UTF8.GetBytes($"{number:d6}");
            var document = record?.Invoke(number) ?? default;
            (document.FactsStart, document.IdLength) = (block.AddFact(id), id.Length);
            block.Add(document);
        }

        return SignedCollection.Of(blocks);
    }
}
