namespace Dedupe;

/// <summary>
/// What was not accepted, in bounded memory: of a file and a reason the first thousand one by one, of the others their
/// lines as ranges. It is
/// the same whatever order they come in, and counts stay exact. Not safe for threads.
/// </summary>
internal sealed class RejectionLog
{
    private readonly Dictionary<(string Source, RejectionReason Reason), RejectionPile> piles = [];

    /// <summary>How many inputs were not accepted.</summary>
    public long Count { get; private set; }

    /// <summary>Adds one.</summary>
    public void Add(Rejection rejection)
    {
        Count++;
        PileOf(rejection.Origin.Source, rejection.Reason).Add(rejection);
    }

    /// <summary>Adds one whose detail is made only where it will be told.</summary>
    public void Add(Origin origin, RejectionReason reason, Func<string> detail)
    {
        Count++;
        var pile = PileOf(origin.Source, reason);
        pile.Add(new Rejection(origin, reason, pile.Tells(origin.Line) ? detail() : null));
    }

    /// <summary>Adds all of another log.</summary>
    public void Add(RejectionLog other)
    {
        Count += other.Count;
        foreach (var ((source, reason), pile) in other.piles)
            PileOf(source, reason).Add(pile);
    }

    /// <summary>All of them, in order of file, line and reason.</summary>
    /// <param name="hasDocuments">Whether a document of a file was accepted.</param>
    public IReadOnlyList<Rejection> ToList(Func<string, bool> hasDocuments) =>
        [.. piles
            .SelectMany(pile => pile.Value.All(AnyHasField(pile.Key.Source, pile.Key.Reason, hasDocuments)))
            .OrderBy(static rejection => rejection.Origin.Source, StringComparer.Ordinal)
            .ThenBy(static rejection => rejection.Origin.Line)
            .ThenBy(static rejection => rejection.Reason)];

    /// <summary>Writes it.</summary>
    public void Save(BinaryWriter writer)
    {
        writer.Write(piles.Count);
        foreach (var ((source, reason), pile) in piles.OrderBy(static pile => pile.Key.Source,
            StringComparer.Ordinal).ThenBy(static pile => pile.Key.Reason))
        {
            writer.Write(source);
            writer.Write((int)reason);
            pile.Save(writer);
        }
    }

    /// <summary>Reads what <see cref="Save"/> wrote.</summary>
    /// <param name="reader">From where.</param>
    /// <param name="inFile">Places in files from places in the part.</param>
    public static RejectionLog Load(BinaryReader reader, Func<Origin, Origin> inFile)
    {
        var log = new RejectionLog();
        for (var left = reader.ReadInt32(); left > 0; left--)
        {
            var (source, reason) = (reader.ReadString(), (RejectionReason)reader.ReadInt32());
            var pile = new RejectionPile(source, reason).Load(reader, line => inFile(new Origin(source, line)).Line);
            log.piles.Add((source, reason), pile);
            log.Count += pile.Count;
        }

        return log;
    }

    // A record that is rejected for something that is looked at later has the field.
    private bool AnyHasField(string source, RejectionReason reason, Func<string, bool> hasDocuments) =>
        hasDocuments(source)
        || piles.ContainsKey((source, RejectionReason.Empty))
        || (reason == RejectionReason.MissingId && piles.ContainsKey((source, RejectionReason.MissingText)));

    private RejectionPile PileOf(string source, RejectionReason reason)
    {
        if (!piles.TryGetValue((source, reason), out var pile))
            piles.Add((source, reason), pile = new RejectionPile(source, reason));
        return pile;
    }
}
