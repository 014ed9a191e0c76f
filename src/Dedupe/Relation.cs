namespace Dedupe;

/// <summary>
/// How two documents relate, from nothing to everything shared: the classes of the METER corpus, refined.
/// </summary>
public enum Relation
{
    /// <summary>Nothing meaningful is shared.</summary>
    None,
    /// <summary>Only boilerplate is shared: footers, galleries, newsletter boxes.</summary>
    Template,
    /// <summary>Only quotations of people, statements or documents are shared.</summary>
    Quote,
    /// <summary>At least a sentence or two of prose is shared, a minor part of both.</summary>
    Partial,
    /// <summary>A substantial part of at least one is the other's, or a common source's, prose.</summary>
    Derived,
    /// <summary>The Jaccard similarity of the shingle sets is at or above the threshold.</summary>
    NearDuplicate,
    /// <summary>The normalized texts are the same.</summary>
    Identical,
}
