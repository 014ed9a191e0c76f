using System.Runtime.InteropServices;

namespace Dedupe.Benchmarks.Corpus;

/// <summary>A text as units, each with its origin: where the word stands in the story it was taken from.</summary>
internal sealed class TextUnits
{
    /// <summary>Origin of a word that was taken from nowhere.</summary>
    public const int Own = -1;

    /// <summary>Origin of a word of boilerplate.</summary>
    public const int Boilerplate = -2;

    private readonly List<uint> units = [];
    private readonly List<int> origins = [];

    /// <summary>How many words.</summary>
    public int Count => units.Count;

    /// <summary>The words.</summary>
    public Span<uint> Units => CollectionsMarshal.AsSpan(units);

    /// <summary>Their origins.</summary>
    public Span<int> Origins => CollectionsMarshal.AsSpan(origins);

    /// <summary>Adds a word.</summary>
    public void Add(uint unit, int origin = Own)
    {
        units.Add(unit);
        origins.Add(origin);
    }

    /// <summary>Adds a stretch of another text with its origins.</summary>
    public void Add(TextUnits from, int start, int end)
    {
        units.AddRange(from.Units[start..end]);
        origins.AddRange(from.Origins[start..end]);
    }

    /// <summary>Makes the words' places their origins, counted from a number: this text is an original.</summary>
    public void BecomeOrigin(int first = 0)
    {
        for (var i = 0; i < origins.Count; i++)
            origins[i] = first + i;
    }

    /// <summary>Makes every word one of boilerplate.</summary>
    public void BecomeBoilerplate() => Origins.Fill(Boilerplate);

    /// <summary>Drops the words from a place on.</summary>
    public void Cut(int count)
    {
        units.RemoveRange(count, units.Count - count);
        origins.RemoveRange(count, origins.Count - count);
    }

    /// <summary>Drops all words.</summary>
    public void Clear()
    {
        units.Clear();
        origins.Clear();
    }

    /// <summary>The place after the end of the sentence that holds a place.</summary>
    public int SentenceEnd(int at)
    {
        while (at < units.Count && !Unit.EndsSentence(units[at]))
            at++;
        return Math.Min(at + 1, units.Count);
    }
}
