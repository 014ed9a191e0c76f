namespace Dedupe.Indexing;

/// <summary>Sets of documents that grow together (union-find, path halving, the smallest member as the root).</summary>
internal sealed class DisjointSets
{
    private readonly int[] parent;

    /// <summary>Makes a set of each document.</summary>
    public DisjointSets(int count)
    {
        parent = new int[count];
        for (var document = 0; document < count; document++)
            parent[document] = document;
    }

    /// <summary>The smallest document of the set that a document is in.</summary>
    public int Find(int document)
    {
        while (parent[document] != document)
        {
            parent[document] = parent[parent[document]];
            document = parent[document];
        }

        return document;
    }

    /// <summary>Makes one set of the sets of two documents.</summary>
    public void Join(int a, int b)
    {
        (a, b) = (Find(a), Find(b));
        if (a != b)
            parent[Math.Max(a, b)] = Math.Min(a, b);
    }
}
