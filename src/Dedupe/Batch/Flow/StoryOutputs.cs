using Dedupe.Indexing;
using Dedupe.Storage;

namespace Dedupe.Batch.Flow;

/// <summary>
/// How the outputs of the story tier stand in part files: edges of its groups, and the group of each document.
/// </summary>
internal static class StoryOutputs
{
    private const string EdgesName = "edges";
    private const string StoriesName = "stories";
    private const string PagesName = "pages";

    public static void SaveEdges(StoryEdge[] edges, PartWriter file) =>
        file.Write<StoryEdge>(EdgesName, 0, edges);

    public static StoryEdge[] LoadEdges(IReadOnlyList<PartReader> files) =>
        [.. files.SelectMany(static file => file.Read<StoryEdge>(EdgesName, 0))];

    public static void SaveStories(Stories stories, PartWriter file)
    {
        file.Write<int>(StoriesName, 0, stories.Of);
        file.Write<int>(PagesName, 0, stories.PagesOf);
    }

    public static Stories LoadStories(IReadOnlyList<PartReader> files) =>
        new(files[0].Read<int>(StoriesName, 0), files[0].Read<int>(PagesName, 0));
}
