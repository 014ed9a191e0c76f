namespace Dedupe.Clustering;

/// <summary>
/// The members of groups: two arrays, and nothing for each group, because most documents are alone in theirs.
/// </summary>
internal sealed class GroupMembers
{
    private readonly int[] starts;
    private readonly int[] members;

    /// <summary>Sorts the documents by group. Cost: linear.</summary>
    /// <param name="groupOf">The group of each document, which is one of the documents.</param>
    public GroupMembers(int[] groupOf)
    {
        starts = new int[groupOf.Length + 1];
        members = new int[groupOf.Length];
        foreach (var group in groupOf)
            starts[group + 1]++;
        for (var group = 0; group < groupOf.Length; group++)
            starts[group + 1] += starts[group];

        // From the back: each group's start is where its next member's end is, and at last where the group starts.
        var next = starts[1..];
        for (var document = groupOf.Length - 1; document >= 0; document--)
            members[--next[groupOf[document]]] = document;
    }

    /// <summary>The members of a group; they ascend.</summary>
    public ReadOnlySpan<int> this[int group] => members.AsSpan(starts[group]..starts[group + 1]);
}
