namespace Dedupe.Formats.Shared.Parquet;

/// <summary>What the values of a column are to people.</summary>
internal enum FieldKind
{
    /// <summary>Neither text nor number nor date.</summary>
    Other,
    /// <summary>Text, or bytes that may be text.</summary>
    Text,
    /// <summary>Whole numbers.</summary>
    Number,
    /// <summary>Whole numbers without a sign.</summary>
    Unsigned,
    /// <summary>Days since 1970.</summary>
    Days,
    /// <summary>Milliseconds since 1970.</summary>
    Milliseconds,
    /// <summary>Microseconds since 1970.</summary>
    Microseconds,
    /// <summary>Nanoseconds since 1970.</summary>
    Nanoseconds,
    /// <summary>Nanoseconds of a day, and its Julian number.</summary>
    JulianDay,
    /// <summary>16 bytes that name something.</summary>
    Uuid,
}
