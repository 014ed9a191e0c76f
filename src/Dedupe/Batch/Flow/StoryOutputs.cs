using Dedupe.Indexing;
using Dedupe.Storage;

namespace Dedupe.Batch.Flow;

/// <summary>
/// How the outputs of the story tier stand in part files: edges of its groups, and the group of each document.
/// </summary>
internal static class StoryOutputs
{
    private const string EdgesName = "edges";
    private const string GroupName = "group";

    public static void SaveEdges(WeightedEdge[] edges, PartWriter file) =>
        file.Write<WeightedEdge>(EdgesName, 0, edges);

    public static WeightedEdge[] LoadEdges(IReadOnlyList<PartReader> files) =>
        [.. files.SelectMany(static file => file.Read<WeightedEdge>(EdgesName, 0))];

    public static void SaveGroup(int[] group, PartWriter file) => file.Write<int>(GroupName, 0, group);

    public static int[] LoadGroup(IReadOnlyList<PartReader> files) => files[0].Read<int>(GroupName, 0);
}
