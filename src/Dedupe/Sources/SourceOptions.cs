using System.Text.Json.Serialization;

namespace Dedupe.Sources;

/// <summary>How inputs are read.</summary>
public sealed record SourceOptions
{
    /// <summary>Name of the JSON field with the identity. Default <c>id</c>. With <c>line</c>, records have no identity
    /// of their own and are known by file and line (<c>articles.jsonl:12</c>). With <c>WARC-Record-ID</c>, the texts of
    /// WET files are known by that field instead of their address (WARC-Target-URI).</summary>
    public string IdField { get; init; } = "id";

    /// <summary>Name of the JSON field with the text. Default <c>text</c>.</summary>
    public string TextField { get; init; } = "text";

    /// <summary>Name of the JSON field with the headline. Default <c>title</c>.</summary>
    public string TitleField { get; init; } = "title";

    /// <summary>Name of the JSON field with the outlet. Default <c>source</c>.</summary>
    public string SourceField { get; init; } = "source";

    /// <summary>Name of the JSON field with the date. Default <c>date</c>.</summary>
    public string DateField { get; init; } = "date";

    /// <summary>
    /// What encoding texts are in that are not valid UTF-8 and have no byte-order mark: <c>auto</c> looks at each,
    /// <c>utf-8</c> rejects them, and the name of an encoding, such as <c>windows-1252</c>, settles it. Default
    /// <c>auto</c>.
    /// </summary>
    public string Encoding { get; init; } = "auto";

    /// <summary>
    /// What parts the fields of tables (CSV, TSV): <c>auto</c> goes by the format and the header, <c>tab</c>, or one
    /// character of ASCII that is neither letter, digit, quotation mark nor line end. Default <c>auto</c>.
    /// </summary>
    public string Delimiter { get; init; } = AutoDelimiter;

    /// <summary>
    /// What is read of pages of HTML: <c>main</c>, the article without what stands around it, or <c>all</c> that a
    /// reader sees. Default <c>main</c>.
    /// </summary>
    public string Html { get; init; } = MainHtml;

    /// <summary>
    /// What becomes of HTML in fields (JSON, tables, Parquet): <c>auto</c> strips what is clearly markup, <c>keep</c>
    /// leaves all as it is, <c>strip</c> strips all tags and entities. Takes formats that know markup, such as those
    /// of the command. Default <c>auto</c>.
    /// </summary>
    public string Markup { get; init; } = "auto";

    /// <summary>
    /// Largest document, or JSON line, in bytes; larger ones are rejected as oversized. Default 32 MiB.
    /// </summary>
    public int MaxDocumentBytes { get; init; } = 32 << 20;

    /// <summary>Bytes of input in one batch. Default 1 MiB.</summary>
    public int BatchBytes { get; init; } = 1 << 20;

    /// <summary>How many times a read that fails for a moment is tried again. Default 4; 0 turns retries off.</summary>
    public int Retries { get; init; } = 4;

    /// <summary>Wait before the first retry; doubled each time, with jitter. Default 50 ms.</summary>
    public TimeSpan RetryDelay { get; init; } = TimeSpan.FromMilliseconds(50);

    /// <summary>The formats that are read. Default: <see cref="InputFormats.Standard"/>.</summary>
    [JsonIgnore]
    public InputFormats Formats { get; init; } = InputFormats.Standard;

    /// <summary>
    /// What standard input holds when it is named as <c>-</c>: the name of one of <see cref="Formats"/>. Default
    /// <c>json-lines</c>.
    /// </summary>
    public string StandardInputFormat { get; init; } = "json-lines";

    /// <summary>
    /// Whether symbolic links to folders are followed where folders are searched. Default: no; a link to a file is
    /// always read.
    /// </summary>
    public bool Follow { get; init; }

    /// <summary>
    /// The folder that a run writes to: never searched for inputs, also while nothing in it tells what it is.
    /// </summary>
    internal string? Output { get; init; }

    /// <summary>
    /// Whether the field <c>embargo</c> of JSON is read, and an object is rejected in which it is no date. What
    /// compares whole collections shows nothing by itself, and does not ask.
    /// </summary>
    internal bool ReadsEmbargo { get; init; }

    /// <summary>
    /// Whether <see cref="Encoding"/> may have a value: <c>auto</c>, <c>utf-8</c>, or the name of an encoding that is
    /// known here.
    /// </summary>
    internal static bool IsEncoding(string name) =>
        name is TextEncodings.Auto or TextEncodings.Utf8 || TextEncodings.Find(name) is not null;

    /// <summary>The delimiter that the format and the header tell.</summary>
    internal const string AutoDelimiter = "auto";

    /// <summary>Whether <see cref="Delimiter"/> may have a value.</summary>
    internal static bool IsDelimiter(string value) =>
        value is AutoDelimiter or "tab"
        || (value.Length == 1 && char.IsAscii(value[0]) && !char.IsAsciiLetterOrDigit(value[0])
            && value[0] is not ('"' or '\n' or '\r'));

    /// <summary>Markup in fields is text.</summary>
    internal const string KeptMarkup = "keep";

    /// <summary>All markup in fields goes.</summary>
    internal const string StrippedMarkup = "strip";

    /// <summary>Whether <see cref="Markup"/> may have a value.</summary>
    internal static bool IsMarkup(string value) => value is "auto" or KeptMarkup or StrippedMarkup;

    /// <summary>The article of a page.</summary>
    internal const string MainHtml = "main";

    /// <summary>Whether <see cref="Html"/> may have a value.</summary>
    internal static bool IsHtml(string value) => value is MainHtml or "all";

    /// <summary>The delimiter that was named; 0 for none.</summary>
    internal byte DelimiterByte => Delimiter switch
    {
        AutoDelimiter => 0,
        "tab" => (byte)'\t',
        _ => (byte)Delimiter[0],
    };

    /// <summary>Throws when a value is outside its range.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Names the option and its range.</exception>
    public void Validate()
    {
        ArgumentException.ThrowIfNullOrEmpty(IdField);
        ArgumentException.ThrowIfNullOrEmpty(TextField);
        ArgumentException.ThrowIfNullOrEmpty(Encoding);
        if (!IsEncoding(Encoding))
            throw new ArgumentException(
                $"There is no encoding \"{Shortened.Of(Encoding, 40)}\" here; it is auto, utf-8, or a name such as " +
                $"windows-1252 or shift_jis.", nameof(Encoding));
        ArgumentException.ThrowIfNullOrEmpty(Delimiter);
        if (!IsDelimiter(Delimiter))
            throw new ArgumentException(
                $"\"{Shortened.Of(Delimiter, 40)}\" parts no fields: it is auto, tab, or one character such as ;.",
                nameof(Delimiter));
        ArgumentException.ThrowIfNullOrEmpty(Markup);
        if (!IsMarkup(Markup))
            throw new ArgumentException(
                $"With markup it is auto, keep or strip, not \"{Shortened.Of(Markup, 40)}\".", nameof(Markup));
        ArgumentException.ThrowIfNullOrEmpty(Html);
        if (!IsHtml(Html))
            throw new ArgumentException(
                $"Of pages main or all is read, not \"{Shortened.Of(Html, 40)}\".", nameof(Html));
        ArgumentOutOfRangeException.ThrowIfLessThan(MaxDocumentBytes, 1);
        // A batch may be somewhat larger than its largest document, and is one array.
        ArgumentOutOfRangeException.ThrowIfGreaterThan(MaxDocumentBytes, 1 << 29);
        ArgumentOutOfRangeException.ThrowIfLessThan(BatchBytes, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(BatchBytes, 1 << 29);
        ArgumentNullException.ThrowIfNull(Formats);
        ArgumentNullException.ThrowIfNull(StandardInputFormat);
        if (Formats.Find(StandardInputFormat) is null)
            throw new ArgumentException(
                $"There is no format \"{Shortened.Of(StandardInputFormat, 40)}\": it is {Formats.Names}.",
                nameof(StandardInputFormat));
        ArgumentOutOfRangeException.ThrowIfNegative(Retries);
        ArgumentOutOfRangeException.ThrowIfLessThan(RetryDelay, TimeSpan.Zero);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(RetryDelay, TimeSpan.FromDays(1));
    }
}
