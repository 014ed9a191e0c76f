using System.Text;
using Dedupe.Indexing;

namespace Dedupe.Live;

/// <summary>An item that was looked at and signed, ready to be compared.</summary>
internal sealed record SignedItem
{
    /// <summary>The article, without a number; it owns its memory.</summary>
    public required LiveArticle Article { get; init; }

    /// <summary>Its text, or its headline where it has none.</summary>
    public required ReadOnlyMemory<byte> Text { get; init; }

    /// <summary>Its keys, as postings have them.</summary>
    public required ulong[] Keys { get; init; }

    /// <summary>How many keys of the reuse tier it has, as the batch counts them.</summary>
    public required int ReuseKeys { get; init; }

    /// <summary>Its first keys.</summary>
    public required uint Lead { get; init; }

    /// <summary>What its text says: see <see cref="Signing.ContentHash"/>.</summary>
    public required UInt128 ContentHash { get; init; }

    /// <summary>What is asked about it when others come.</summary>
    public LiveFacts Facts => new()
    {
        ArrivedTicks = Article.ArrivedAt.UtcTicks,
        DateTicks = Article.Document.Date?.UtcTicks ?? long.MaxValue,
        Outlet = StoryFacts.OutletOf(Encoding.UTF8.GetString(Article.Document.Source.Span)),
        Words = Article.Words,
        Keys = ReuseKeys,
        Lead = Lead,
        IsPresent = 1,
    };
}
