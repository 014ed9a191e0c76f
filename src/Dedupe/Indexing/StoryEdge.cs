namespace Dedupe.Indexing;

/// <summary>Two documents that share so much that they may be one story, or pages with one block.</summary>
/// <param name="A">The document of the smaller number.</param>
/// <param name="B">The other one.</param>
/// <param name="Share">The share of the smaller key set that both have, 0 to 1.</param>
/// <param name="Sameness">How far what each of them shares with many is the same, 0 to 1; see <see cref="StoryRule"/>.
/// </param>
/// <param name="OneSided">Of what they share with many, keys that one of them has more than the other.</param>
/// <param name="TwoSided">Of that, keys that each of them has instead of others.</param>
/// <param name="Leads">1 when both begin with what they share.</param>
internal readonly record struct StoryEdge(
    int A, int B, double Share, double Sameness, ushort OneSided, ushort TwoSided, int Leads);
