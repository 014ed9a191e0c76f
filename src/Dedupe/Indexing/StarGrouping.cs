using System.Runtime.CompilerServices;
using Dedupe.Kernels;

namespace Dedupe.Indexing;

/// <summary>
/// Cuts a graph into stars: the document that reaches most others is a centre and takes its neighbours, then the next
/// one that is still free. Documents beside several centres go to the one they are most like. A pure function of the
/// edges and the order of preference. Cost: n log n. Source: Aslam, Pelekhov and Rus 2004, The star clustering
/// algorithm.
/// </summary>
internal static class StarGrouping
{
    /// <summary>For each document the centre of its star; itself when it stands alone.</summary>
    /// <param name="count">How many documents.</param>
    /// <param name="edges">The edges, each once.</param>
    /// <param name="preference">Compares two documents of equal reach and size; smaller is the better centre. Must tell
    /// all apart.</param>
    /// <param name="rank">A number of each document that is smaller for the better centre, or the same: asked once a
    /// document, it spares comparisons.</param>
    /// <param name="sizes">How many documents each one stands for; null: one.</param>
    public static int[] Group(
        int count, ReadOnlySpan<WeightedEdge> edges, Comparison<int> preference, Func<int, long> rank,
        int[]? sizes = null)
    {
        var degree = new int[count];
        var reach = new long[count];
        foreach (var edge in edges)
        {
            degree[edge.A]++;
            degree[edge.B]++;
            reach[edge.A] += Size(edge.B);
            reach[edge.B] += Size(edge.A);
        }

        var (starts, neighbours, weights) = Adjacency(degree, edges);
        var order = new List<Candidate>();
        for (var document = 0; document < count; document++)
        {
            if (degree[document] > 0)
                order.Add(new Candidate(reach[document] + Size(document), Size(document), rank(document), document));
        }

        order.Sort((x, y) =>
        {
            if (x.Reach != y.Reach)
                return x.Reach > y.Reach ? -1 : 1;
            if (x.Size != y.Size)
                return x.Size > y.Size ? -1 : 1;
            return x.Rank != y.Rank ? x.Rank.CompareTo(y.Rank) : preference(x.Document, y.Document);
        });
        return Assign(count, order, starts, neighbours, weights);

        int Size(int document) => sizes is null ? 1 : sizes[document];
    }

    [MethodImpl(Compile.Fully)]
    private static int[] Assign(int count, List<Candidate> order, int[] starts, int[] neighbours, double[] weights)
    {
        var centre = new int[count];
        Array.Fill(centre, -1);
        var best = new double[count];
        foreach (var (_, _, _, document) in order)
        {
            if (centre[document] >= 0)
                continue;
            centre[document] = document;
            for (var i = starts[document]; i < starts[document + 1]; i++)
            {
                var neighbour = neighbours[i];
                if (centre[neighbour] != neighbour && (centre[neighbour] < 0 || weights[i] > best[neighbour]))
                {
                    centre[neighbour] = document;
                    best[neighbour] = weights[i];
                }
            }
        }

        for (var document = 0; document < count; document++)
        {
            if (centre[document] < 0)
                centre[document] = document;
        }

        return centre;
    }

    [MethodImpl(Compile.Fully)]
    private static (
        int[] Starts, int[] Neighbours, double[] Weights) Adjacency(int[] degree, ReadOnlySpan<WeightedEdge> edges)
    {
        var starts = new int[degree.Length + 1];
        for (var i = 0; i < degree.Length; i++)
            starts[i + 1] = starts[i] + degree[i];
        var next = starts.AsSpan(0, degree.Length).ToArray();
        var neighbours = new int[starts[^1]];
        var weights = new double[starts[^1]];
        foreach (var edge in edges)
        {
            (neighbours[next[edge.A]], weights[next[edge.A]++]) = (edge.B, edge.Weight);
            (neighbours[next[edge.B]], weights[next[edge.B]++]) = (edge.A, edge.Weight);
        }

        return (starts, neighbours, weights);
    }

    private readonly record struct Candidate(long Reach, int Size, long Rank, int Document);
}
