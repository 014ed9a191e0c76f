namespace Dedupe;

/// <summary>Why an input was not accepted. Written in kebab-case in rejected.jsonl.</summary>
public enum RejectionReason
{
    /// <summary>The path does not exist.</summary>
    Missing,
    /// <summary>The file exists and cannot be opened or read.</summary>
    Unreadable,
    /// <summary>The kind of file is not one that is read here, or needs a library that is absent.</summary>
    Unsupported,
    /// <summary>There is no text, or no word in it.</summary>
    Empty,
    /// <summary>
    /// The bytes are not valid UTF-8 (or not valid UTF-16 after its byte-order mark), or an escape is a lone surrogate.
    /// </summary>
    BadEncoding,
    /// <summary>The line is not one JSON object.</summary>
    BadJson,
    /// <summary>A field that matters (id, text, title, source, date) stands twice in one object.</summary>
    DuplicateKey,
    /// <summary>The object has no text field, or its value is not a string.</summary>
    MissingText,
    /// <summary>The object has no id field, or its value is neither a string nor a number.</summary>
    MissingId,
    /// <summary>An earlier document has the same id.</summary>
    DuplicateId,
    /// <summary>The document or its line is larger than the limit.</summary>
    Oversized,
    /// <summary>Compressed data, or a WARC record, ends before its end.</summary>
    Truncated,
    /// <summary>
    /// Compressed data, or a WARC record, is damaged: everything before the damage was read, and of WET files what
    /// follows too.
    /// </summary>
    Corrupt,
    /// <summary>
    /// A row of a table has more or fewer fields than its header, or its quotation marks make no sense.
    /// </summary>
    BadRow,
}
