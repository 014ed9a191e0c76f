using System.Text;
using Dedupe.Signing;

namespace Dedupe.Live;

/// <summary>
/// The versions of an item in their order: by their names (see <see cref="VersionOrder"/>), and of one name by arrival.
/// Which one is the latest hangs on no order of arrival but that.
/// </summary>
internal static class ItemVersions
{
    /// <summary>Compares the names of versions.</summary>
    public static Comparer<ReadOnlyMemory<byte>> Order { get; } = Comparer<ReadOnlyMemory<byte>>.Create(
        static (x, y) => VersionOrder.Compare(x.Span, y.Span));

    /// <summary>The version before one; null for the first.</summary>
    /// <param name="article">The one; its number is 0 when it only comes.</param>
    /// <param name="versions">The other versions of its item.</param>
    public static LiveArticle? Before(LiveArticle article, IEnumerable<LiveArticle> versions) => versions
        .Where(other => !IsLater(PlaceOf(other), article))
        .MaxBy(PlaceOf, Places);

    /// <summary>The latest version that is there, when it is later than this one; null when none is.</summary>
    /// <param name="article">The one; its number is 0 when it only comes.</param>
    /// <param name="versions">The other versions of its item.</param>
    public static LiveArticle? Latest(LiveArticle article, IEnumerable<LiveArticle> versions) => versions
        .Where(other => other.State == LiveState.Present && IsLater(PlaceOf(other), article))
        .MaxBy(PlaceOf, Places);

    /// <summary>The number of the latest version that is there, when it is later than this one.</summary>
    /// <param name="article">The one.</param>
    /// <param name="versions">Name and number of the other versions of its item.</param>
    public static long? Latest(
        LiveArticle article, IEnumerable<(ReadOnlyMemory<byte> Version, long Number)> versions) =>
        versions.Where(other => IsLater(other, article)).DefaultIfEmpty().Max(Places) is { Number: > 0 and var number }
            ? number
            : null;

    /// <summary>Whether two articles are versions of one item.</summary>
    public static bool AreOfOneItem(in Document a, in Document b) =>
        a.Id.Span.SequenceEqual(b.Id.Span) && a.Source.Span.SequenceEqual(b.Source.Span);

    /// <summary>The name of an article's item.</summary>
    public static (string Source, string Id) NameOf(in Document document) =>
        (Encoding.UTF8.GetString(document.Source.Span), Encoding.UTF8.GetString(document.Id.Span));

    private static readonly Comparer<(ReadOnlyMemory<byte> Version, long Number)> Places =
        Comparer<(ReadOnlyMemory<byte> Version, long Number)>.Create(static (x, y) =>
            Order.Compare(x.Version, y.Version) is not 0 and var byName ? byName : x.Number.CompareTo(y.Number));

    private static (ReadOnlyMemory<byte> Version, long Number) PlaceOf(LiveArticle article) =>
        (article.Document.Version, article.Number);

    // One that only comes is the last of its name.
    private static bool IsLater(in (ReadOnlyMemory<byte> Version, long Number) other, LiveArticle article) =>
        Places.Compare(other, (article.Document.Version, article.Number == 0 ? long.MaxValue : article.Number)) > 0;
}
