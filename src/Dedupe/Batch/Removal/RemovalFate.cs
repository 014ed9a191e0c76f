namespace Dedupe.Batch.Removal;

/// <summary>What becomes of a document of a cluster.</summary>
internal enum RemovalFate
{
    /// <summary>It is kept, and others go because of it.</summary>
    KeptCopy,
    /// <summary>It is kept because it has text that no kept copy has, or was compared with none.</summary>
    KeptForOwnText,
    /// <summary>It is kept because it corrects, or was taken back by its sender.</summary>
    KeptForLabel,
    /// <summary>It goes: a kept copy has its text.</summary>
    Removed,
}
