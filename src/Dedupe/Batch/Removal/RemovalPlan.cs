namespace Dedupe.Batch.Removal;

/// <summary>
/// What becomes of each document of the clusters of a run. Whole ids and no hashes of them: a collision would remove an
/// innocent.
/// </summary>
internal sealed class RemovalPlan
{
    private readonly IReadOnlyList<RemovalMember> members;
    private readonly Dictionary<byte[], int>.AlternateLookup<ReadOnlySpan<byte>> numbers;

    /// <summary>Takes the decisions.</summary>
    /// <param name="members">The documents, cluster by cluster.</param>
    /// <param name="numbers">Their places by id and version: see <see cref="KeyOf"/>.</param>
    public RemovalPlan(IReadOnlyList<RemovalMember> members, Dictionary<byte[], int> numbers)
    {
        this.members = members;
        this.numbers = numbers.GetAlternateLookup<ReadOnlySpan<byte>>();
    }

    /// <summary>The files of the documents that go; null stands for one that is not known.</summary>
    public IEnumerable<string?> FilesThatLose =>
        members.Where(static member => member is { Fate: RemovalFate.Removed, IsEarlier: false })
            .Select(static member => member.File)
            .Distinct(StringComparer.Ordinal);

    /// <summary>How many documents would go that no file had.</summary>
    public long NotMet => members.LongCount(static member => member is { Fate: RemovalFate.Removed, IsMet: false });

    /// <summary>The documents, cluster by cluster.</summary>
    public IReadOnlyList<RemovalMember> Members => members;

    /// <summary>The documents that were met, cluster by cluster.</summary>
    public IEnumerable<RemovalMember> Met => members.Where(static member => member.IsMet);

    /// <summary>What went with the documents that were met.</summary>
    public RemovalTotals Totals
    {
        get
        {
            var totals = default(RemovalTotals);
            foreach (var member in Met)
            {
                totals = member.Fate switch
                {
                    RemovalFate.Removed => new RemovalTotals(
                        totals.Documents + 1,
                        totals.Words + member.Words,
                        totals.LostWords + member.LostWords,
                        totals.LostBoilerplate + member.LostBoilerplate,
                        totals.KeptForOwnText),
                    RemovalFate.KeptForOwnText => totals with { KeptForOwnText = totals.KeptForOwnText + 1 },
                    _ => totals,
                };
            }

            return totals;
        }
    }

    /// <summary>Whether a document would go; nothing is noted.</summary>
    public bool WouldRemove(ReadOnlySpan<byte> id, ReadOnlySpan<byte> version = default) =>
        Find(id, version) is { Fate: RemovalFate.Removed };

    /// <summary>
    /// Whether a document goes; notes that it was met. What comes again under its id is another text, and stays.
    /// </summary>
    public bool Removes(ReadOnlySpan<byte> id, ReadOnlySpan<byte> version = default)
    {
        if (Find(id, version) is not { } member)
            return false;
        member.IsMet = true;
        return member.Fate == RemovalFate.Removed;
    }

    /// <summary>The document of an id and a version; null where there is none, or it was met already.</summary>
    public RemovalMember? Find(ReadOnlySpan<byte> id, ReadOnlySpan<byte> version) =>
        numbers.TryGetValue(version.IsEmpty ? id : KeyOf(id, version), out var number) && !members[number].IsMet
            ? members[number]
            : null;

    /// <summary>What tells a document from others: its id, and behind a byte that no UTF-8 has its version.</summary>
    public static byte[] KeyOf(ReadOnlySpan<byte> id, ReadOnlySpan<byte> version) =>
        version.IsEmpty ? id.ToArray() : [.. id, 0xFF, .. version];
}
