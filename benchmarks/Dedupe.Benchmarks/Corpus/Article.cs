namespace Dedupe.Benchmarks.Corpus;

/// <summary>One generated article; reused from article to article.</summary>
internal sealed class Article
{
    /// <summary>The text.</summary>
    public TextUnits Text { get; } = new();

    /// <summary>The headline.</summary>
    public TextUnits Title { get; } = new();

    /// <summary>Number of the outlet.</summary>
    public int Outlet { get; set; }

    /// <summary>When it was published, in minutes after the start of the collection.</summary>
    public int Minute { get; set; }

    /// <summary>Number of the footer at its end; -1 without.</summary>
    public int Footer { get; set; } = -1;

    /// <summary>Forgets everything.</summary>
    public void Clear()
    {
        Text.Clear();
        Title.Clear();
        Footer = -1;
    }
}
