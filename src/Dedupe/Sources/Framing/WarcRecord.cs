using System.Text;

namespace Dedupe.Sources.Framing;

/// <summary>What the header of a WARC record tells of its document.</summary>
internal static class WarcRecord
{
    /// <summary>The field that names the record itself; as the field of the identity it is that one.</summary>
    public const string RecordId = "WARC-Record-ID";

    /// <summary>The address; empty when it has none.</summary>
    public static ReadOnlyMemory<byte> Address(in WarcHeader header) => Unbracketed(header[WarcField.TargetUri]);

    /// <summary>The identity; empty when it has none.</summary>
    public static ReadOnlyMemory<byte> Id(in WarcHeader header, RecordFields fields)
    {
        var uri = Address(header);
        return uri.IsEmpty || fields.Name(RecordFields.Id).Equals(RecordId, StringComparison.OrdinalIgnoreCase)
            ? Unbracketed(header[WarcField.RecordId])
            : uri;
    }

    /// <summary>Why a record cannot be a document; null when its header is well.</summary>
    public static Rejection? Check(in WarcHeader header, ReadOnlyMemory<byte> id, Origin origin)
    {
        if (header.Twice is { } name)
            return new Rejection(origin, RejectionReason.DuplicateKey, $"The field {name} stands twice.");
        return id.IsEmpty
            ? new Rejection(origin, RejectionReason.MissingId, $"There is neither WARC-Target-URI nor {RecordId}.")
            : null;
    }

    /// <summary>The host in an address (scheme://user@host:port/path); nothing for addresses of another form.</summary>
    public static ReadOnlyMemory<byte> Host(ReadOnlyMemory<byte> uri)
    {
        int scheme = uri.Span.IndexOf("://"u8);
        if (scheme < 0)
            return default;
        var host = uri[(scheme + 3)..];
        int end = host.Span.IndexOfAny("/?#"u8);
        host = end < 0 ? host : host[..end];
        host = host[(host.Span.LastIndexOf((byte)'@') + 1)..];
        int port = host.Span.LastIndexOf((byte)':');
        // Not the colons inside [an address of IPv6].
        if (port > host.Span.LastIndexOf((byte)']'))
            host = host[..port];
        if (!host.Span.ContainsAnyInRange((byte)'A', (byte)'Z'))
            return host;
        var small = new byte[host.Length];
        Ascii.ToLower(host.Span, small, out int written);
        return written == small.Length ? small : host;
    }

    // Identities stand in angle brackets, and with some writers addresses do.
    private static ReadOnlyMemory<byte> Unbracketed(ReadOnlyMemory<byte> value) =>
        value.Length > 2 && value.Span[0] == '<' && value.Span[^1] == '>' ? value[1..^1] : value;
}
