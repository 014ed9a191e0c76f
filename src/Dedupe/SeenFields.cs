namespace Dedupe;

/// <summary>
/// The first names of fields that stand in some records, by where they stand first: the same ones whatever order the
/// records come in.
/// </summary>
internal sealed class SeenFields
{
    /// <summary>How many names are kept.</summary>
    public const int Most = 16;

    private readonly Dictionary<string, (long Line, int Place)> first = new(StringComparer.Ordinal);
    private IReadOnlyList<string>? last;
    private long lastLine;

    /// <summary>The names, in order.</summary>
    public IEnumerable<string> Names => first.OrderBy(static pair => pair.Value).Select(static pair => pair.Key);

    /// <summary>Adds the names of a record, in their order.</summary>
    public void Add(IReadOnlyList<string> names, long line)
    {
        // Records of one file are mostly alike, and then they share the list.
        if (ReferenceEquals(names, last) && line > lastLine)
            return;
        (last, lastLine) = (names, line);
        for (var place = 0; place < names.Count; place++)
            Add(names[place], line, place);
    }

    /// <summary>Adds those of other records of the file.</summary>
    public void Add(SeenFields other)
    {
        foreach (var (name, (line, place)) in other.first)
            Add(name, line, place);
    }

    /// <summary>Writes the names.</summary>
    public void Save(BinaryWriter writer)
    {
        writer.Write(first.Count);
        foreach (var (name, (line, place)) in first.OrderBy(static pair => pair.Value))
        {
            writer.Write(name);
            writer.Write(line);
            writer.Write(place);
        }
    }

    /// <summary>Adds what <see cref="Save"/> wrote.</summary>
    public void Load(BinaryReader reader, Func<long, long> lineInFile)
    {
        for (var left = reader.ReadInt32(); left > 0; left--)
            Add(reader.ReadString(), lineInFile(reader.ReadInt64()), reader.ReadInt32());
    }

    private void Add(string name, long line, int place)
    {
        if (!first.TryGetValue(name, out var known) || (line, place).CompareTo(known) < 0)
            first[name] = (line, place);
        if (first.Count > Most)
            first.Remove(first.MaxBy(static pair => pair.Value).Key);
    }
}
