namespace Dedupe.Sources;

/// <summary>Looks at documents that a program handed over, as sources of files look at theirs.</summary>
internal static class HandedOver
{
    /// <summary>Passes a document on, or word of why it cannot be accepted.</summary>
    /// <param name="document">The document, as it was handed over.</param>
    /// <param name="origin">Its number.</param>
    /// <param name="options">The limits.</param>
    /// <param name="sink">Takes it.</param>
    public static void Pass(in Document document, Origin origin, SourceOptions options, IDocumentSink sink)
    {
        var titled = TextRules.WithTitleForText(document);
        if (SizeOf(document) > options.MaxDocumentBytes)
            sink.Reject(Oversized(origin, options));
        else if (Check(titled, origin) is { } rejection)
            sink.Reject(rejection);
        else
            sink.Accept(titled, origin);
    }

    /// <summary>Word of a document that is too large.</summary>
    public static Rejection Oversized(Origin origin, SourceOptions options) => new(
        origin, RejectionReason.Oversized, TextRules.TooLarge(options.MaxDocumentBytes, "document"));

    /// <summary>Bytes of a document.</summary>
    public static long SizeOf(in Document document) =>
        (long)document.Id.Length + document.Text.Length + document.Title.Length + document.Source.Length
            + document.Version.Length + document.Status.Length + document.Url.Length;

    private static Rejection? Check(in Document document, Origin origin)
    {
        if (document.Id.IsEmpty)
            return new Rejection(origin, RejectionReason.MissingId, "The document has no id.");
        return TextRules.CheckEncoding(document.Id.Span, origin, "The id")
            ?? TextRules.CheckEncoding(document.Title.Span, origin, "The title")
            ?? TextRules.CheckEncoding(document.Source.Span, origin, "The source")
            ?? TextRules.CheckEncoding(document.Version.Span, origin, "The version")
            ?? TextRules.CheckEncoding(document.Status.Span, origin, "The status")
            ?? TextRules.CheckEncoding(document.Url.Span, origin, "The url")
            ?? TextRules.Check(document.Text.Span, origin, "The text");
    }
}
