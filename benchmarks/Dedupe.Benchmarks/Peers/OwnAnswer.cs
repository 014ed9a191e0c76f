using System.Text.Json;

namespace Dedupe.Benchmarks.Peers;

/// <summary>What an answer of the live index calls copies.</summary>
internal static class OwnAnswer
{
    /// <summary>The matches of an answer that are copies, derived ones too.</summary>
    public static IReadOnlyList<PeerMatch> Copies(ReadOnlyMemory<byte> answer)
    {
        using var json = JsonDocument.Parse(answer);
        if (!json.RootElement.TryGetProperty("matches", out var matches))
            return [];
        return
        [
            .. from match in matches.EnumerateArray()
               let name = match.GetProperty("relation").GetString()
               where Names.TryParse(name!, out var relation) && relation >= Relation.Derived
               select new PeerMatch(match.GetProperty("id").GetString()!, 1),
        ];
    }
}
