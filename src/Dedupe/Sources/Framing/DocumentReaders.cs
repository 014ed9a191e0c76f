namespace Dedupe.Sources.Framing;

/// <summary>The readers of one thread: one for each format that it meets.</summary>
internal sealed class DocumentReaders : IDisposable
{
    private readonly List<(InputFormat Format, ReadingRules Rules, DocumentReader Reader)> readers = [];

    /// <summary>The reader of a format.</summary>
    public DocumentReader Of(InputFormat format, ReadingRules rules)
    {
        // There are a few at most.
        foreach (var (known, knownRules, reader) in readers)
        {
            if (ReferenceEquals(known, format) && ReferenceEquals(knownRules, rules))
                return reader;
        }

        var made = format.CreateReader(rules);
        readers.Add((format, rules, made));
        return made;
    }

    /// <summary>Gives their memory back.</summary>
    public void Dispose()
    {
        foreach (var (_, _, reader) in readers)
            reader.Dispose();
        readers.Clear();
    }
}
