namespace Dedupe;

/// <summary>
/// The rejections of one file and one reason. The first thousand by line are kept as they are, of the others their
/// lines: the same ones whatever
/// order they come in.
/// </summary>
/// <param name="source">The file.</param>
/// <param name="reason">The reason.</param>
internal sealed class RejectionPile(string source, RejectionReason reason)
{
    /// <summary>How many are told one by one.</summary>
    public const int MostTold = 1000;

    // Ranges in one line of rejected.jsonl.
    private const int MostRanges = 1000;

    private static readonly Comparer<Rejection> ByLine = Comparer<Rejection>.Create(static (x, y) =>
        x.Origin.Line != y.Origin.Line
            ? x.Origin.Line.CompareTo(y.Origin.Line)
            : string.CompareOrdinal(x.Detail, y.Detail));

    private readonly List<Rejection> told = [];
    private LineRanges? others;
    private SeenFields? seen;
    private (string Name, string Option) wanted;
    private long without;

    /// <summary>How many there are.</summary>
    public long Count { get; private set; }

    /// <summary>Whether one more of this line would be told by itself, so that its detail is worth making.</summary>
    public bool Tells(long line) => told.Count < MostTold || line <= told[^1].Origin.Line;

    /// <summary>Adds one.</summary>
    public void Add(Rejection rejection)
    {
        Count++;
        if (rejection.FieldsInstead is { } names)
        {
            without++;
            wanted = rejection.FieldWanted;
            (seen ??= new SeenFields()).Add(names, rejection.Origin.Line);
            rejection = rejection with { FieldsInstead = null };
        }

        Place(rejection);
    }

    /// <summary>Adds a pile of the same file and reason.</summary>
    public void Add(RejectionPile other)
    {
        Count += other.Count;
        without += other.without;
        if (other.seen is not null)
        {
            wanted = other.wanted;
            (seen ??= new SeenFields()).Add(other.seen);
        }

        foreach (var rejection in other.told)
            Place(rejection);
        foreach (var lines in other.others?.Merged ?? [])
            (others ??= new LineRanges()).Add(lines);
    }

    /// <summary>All of them, in order of their lines.</summary>
    /// <param name="anyHasField">Whether some record of the file has the field that others lack.</param>
    public IEnumerable<Rejection> All(bool anyHasField)
    {
        if (without > 0 && without == Count && !anyHasField)
            return [NoneHasField()];
        return told.Concat((others?.Merged ?? []).Chunk(MostRanges).Select(Range));
    }

    /// <summary>Writes it.</summary>
    public void Save(BinaryWriter writer)
    {
        writer.Write(told.Count);
        foreach (var rejection in told)
        {
            writer.Write(rejection.Origin.Line);
            writer.Write(rejection.Detail is not null);
            if (rejection.Detail is not null)
                writer.Write(rejection.Detail);
        }

        var lines = others?.Merged ?? [];
        writer.Write(lines.Count);
        foreach (var range in lines)
        {
            writer.Write(range.From);
            writer.Write(range.To);
        }

        writer.Write(Count);
        writer.Write(without);
        if (without == 0)
            return;
        writer.Write(wanted.Name);
        writer.Write(wanted.Option);
        seen!.Save(writer);
    }

    /// <summary>Reads what <see cref="Save"/> wrote.</summary>
    /// <param name="reader">From where.</param>
    /// <param name="lineInFile">Lines of the file from those of the part.</param>
    public RejectionPile Load(BinaryReader reader, Func<long, long> lineInFile)
    {
        for (var left = reader.ReadInt32(); left > 0; left--)
            told.Add(
                new Rejection(
                    new Origin(source, lineInFile(reader.ReadInt64())), reason,
                    reader.ReadBoolean() ? reader.ReadString() : null));
        for (var left = reader.ReadInt32(); left > 0; left--)
            (others ??= new LineRanges())
                .Add(new LineRange(lineInFile(reader.ReadInt64()), lineInFile(reader.ReadInt64())));
        Count = reader.ReadInt64();
        without = reader.ReadInt64();
        if (without > 0)
        {
            wanted = (reader.ReadString(), reader.ReadString());
            (seen = new SeenFields()).Load(reader, lineInFile);
        }

        return this;
    }

    private void Place(Rejection rejection)
    {
        if (told.Count == 0 || ByLine.Compare(told[^1], rejection) <= 0)
        {
            if (told.Count < MostTold)
                told.Add(rejection);
            else
                PassOn(rejection.Origin.Line);
            return;
        }

        var at = told.BinarySearch(rejection, ByLine);
        told.Insert(at < 0 ? ~at : at, rejection);
        if (told.Count <= MostTold)
            return;
        PassOn(told[^1].Origin.Line);
        told.RemoveAt(MostTold);
    }

    private void PassOn(long line) => (others ??= new LineRanges()).Add(new LineRange(line, line));

    private Rejection Range(LineRange[] lines) =>
        new(new Origin(source, lines[0].From), reason)
        {
            Count = lines.Sum(static range => range.To - range.From + 1),
            Lines = lines
        };

    private Rejection NoneHasField()
    {
        var names = string.Join(", ", seen!.Names);
        var (first, last) = (told[0].Origin.Line, others?.Merged[^1].To ?? told[^1].Origin.Line);
        return new Rejection(
            told[0].Origin, reason,
            $"No record of {Shortened.Of(source, 120)} has the field \"{wanted.Name}\", which {wanted.Option} names; "
            + $"fields seen: {(names.Length > 0 ? Shortened.Of(names, 200) : "none")}.")
        {
            Count = Count,
            Lines = Count > 1 ? [new LineRange(first, last)] : [],
        };
    }
}
