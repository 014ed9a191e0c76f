namespace Dedupe.Sources;

/// <summary>How surely the first bytes of a file show its format. Of several formats the surest one has it.</summary>
internal enum Recognition
{
    /// <summary>They do not show it.</summary>
    No,
    /// <summary>They may be of it, and of other formats too: counts where the name leaves the format open.</summary>
    Possible,
    /// <summary>They look like it and like no other: counts where the name leaves the format open.</summary>
    Likely,
    /// <summary>No file of another format begins so: counts also where the name says something else.</summary>
    Sure,
}
