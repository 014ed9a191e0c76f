namespace Dedupe.Cleaning;

/// <summary>Why a file that has a copy is not planned to go.</summary>
internal enum WhyKept
{
    /// <summary>It has text of its own, or was compared with no file that stays.</summary>
    OwnText,
    /// <summary>It corrects, or was taken back by its sender.</summary>
    Label,
    /// <summary>Whoever made the plan protects it.</summary>
    Protected,
    /// <summary>It is a symbolic link, or was reached through one.</summary>
    Link,
    /// <summary>It is the very file that stays, under another path.</summary>
    SameFile,
    /// <summary>It is a record of a file that cannot be written again.</summary>
    Record,
    /// <summary>It is inside an archive: these are read, and never written.</summary>
    Archive,
    /// <summary>It is a record of a file with several names: the others would keep it.</summary>
    OtherNames,
    /// <summary>It has fewer words than one shingle: too few to say that it is a copy of anything.</summary>
    TooShort,
    /// <summary>How it relates to the file that stays was not asked for.</summary>
    Relation,
    /// <summary>Its words are those of the file that stays, but one of the two holds more than words.</summary>
    MoreThanWords,
    /// <summary>It, or the file that stays, changed while the plan was made, or could not be read.</summary>
    Changed,
}
