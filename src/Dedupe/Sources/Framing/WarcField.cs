namespace Dedupe.Sources.Framing;

/// <summary>The fields of a WARC header that matter here.</summary>
internal enum WarcField
{
    /// <summary>WARC-Type: what the record is.</summary>
    Type,
    /// <summary>WARC-Record-ID: the record's own name.</summary>
    RecordId,
    /// <summary>WARC-Target-URI: the page.</summary>
    TargetUri,
    /// <summary>WARC-Date: when it was fetched.</summary>
    Date,
    /// <summary>Content-Length: bytes of the block behind the header.</summary>
    ContentLength,
    /// <summary>Content-Type: what the block is.</summary>
    ContentType,
    /// <summary>Any other field.</summary>
    Other,
}
