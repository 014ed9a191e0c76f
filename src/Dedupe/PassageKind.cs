namespace Dedupe;

/// <summary>What a shared passage is made of.</summary>
public enum PassageKind
{
    /// <summary>The reporter's own sentences: the only kind that makes a copy.</summary>
    Prose,
    /// <summary>Words inside quotation marks.</summary>
    Quote,
    /// <summary>Boilerplate: found in many different stories.</summary>
    Template,
}
