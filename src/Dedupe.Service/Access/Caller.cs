using System.Text;
using Dedupe.Live;

namespace Dedupe.Service.Access;

/// <summary>Who asks, and what they may do.</summary>
/// <param name="KeyId">The id of their key; empty without one.</param>
/// <param name="Name">The name of their key; empty without one.</param>
/// <param name="Address">Where they are.</param>
/// <param name="Scopes">What they may do.</param>
/// <param name="Sources">The sources they may do it with; empty: all.</param>
internal sealed record Caller(
    string KeyId, string Name, string Address, KeyScopes Scopes, IReadOnlyList<string> Sources)
{
    /// <summary>Whether they may do all of that.</summary>
    public bool Has(KeyScopes scopes) => (Scopes & scopes) == scopes;

    /// <summary>Whether they may send and remove articles of a source.</summary>
    public bool Owns(ReadOnlySpan<byte> source) =>
        Sources.Count == 0 || Sources.Contains(Encoding.UTF8.GetString(source), StringComparer.OrdinalIgnoreCase);

    /// <summary>Whether they may see what an article says: under embargo only those who may send articles of its
    /// source.</summary>
    public bool MaySee(LiveArticle article, DateTimeOffset now) =>
        !(article.EmbargoedUntil > now) || (Has(KeyScopes.Ingest) && Owns(article.Document.Source.Span));
}
