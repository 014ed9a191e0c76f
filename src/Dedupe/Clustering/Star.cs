namespace Dedupe.Clustering;

/// <summary>Documents that belong together round one of them.</summary>
/// <param name="centre">The one that every other was compared with.</param>
/// <param name="capacity">How many documents are expected.</param>
internal sealed class Star(int centre, int capacity)
{
    /// <summary>The document that every other was compared with.</summary>
    public int Centre { get; } = centre;

    /// <summary>All documents, the centre among them; they ascend.</summary>
    public List<int> Members { get; } = new(capacity);

    /// <summary>The document that stands for them, once it is chosen.</summary>
    public int Representative { get; set; } = centre;

    /// <summary>Why it stands for them.</summary>
    public string Reason { get; set; } = "medoid";
}
