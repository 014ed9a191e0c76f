using Dedupe.Live;

namespace Dedupe.Service.Stores;

/// <summary>Some articles of a stream.</summary>
/// <param name="Articles">They, in order.</param>
/// <param name="IsLast">Whether no others follow.</param>
internal readonly record struct ArticleChunk(IReadOnlyList<LiveArticle> Articles, bool IsLast)
{
    /// <summary>At most so many articles.</summary>
    public const int MostArticles = 512;

    /// <summary>No further article once texts have so many bytes.</summary>
    public const int MostBytes = 4 << 20;
}
