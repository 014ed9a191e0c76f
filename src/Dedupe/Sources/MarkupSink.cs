namespace Dedupe.Sources;

/// <summary>Takes markup out of texts and headlines before they are handed on.</summary>
/// <param name="inner">Takes what is plain.</param>
/// <param name="rules">Knows markup.</param>
/// <param name="always">See <see cref="MarkupRules.TryStrip"/>.</param>
internal sealed class MarkupSink(IDocumentSink inner, MarkupRules rules, bool always) : IDocumentSink
{
    /// <summary>The sink for documents of a format: this one where texts stand in fields and markup goes.</summary>
    public static IDocumentSink For(InputFormat format, SourceOptions options, IDocumentSink sink) =>
        format.HasFields && options.Markup != SourceOptions.KeptMarkup && options.Formats.Markup is { } rules
            ? new MarkupSink(sink, rules, options.Markup == SourceOptions.StrippedMarkup)
            : sink;

    /// <inheritdoc/>
    public void Accept(in Document document, Origin origin)
    {
        bool text = rules.TryStrip(document.Text.Span, always, out var plainText);
        bool title = rules.TryStrip(document.Title.Span, always, out var plainTitle);
        if (!text && !title)
        {
            inner.Accept(document, origin);
            return;
        }

        // The bytes in the file are others than the text now.
        var plain = TextRules.WithTitleForText(document with
        {
            Text = text ? plainText : document.Text,
            Title = title ? plainTitle : document.Title,
            Place = text ? default : document.Place,
        });
        if (TextRules.IsBlank(plain.Text.Span))
            inner.Reject(new Rejection(origin, RejectionReason.Empty));
        else
            inner.Accept(plain, origin);
    }

    /// <inheritdoc/>
    public void Reject(Rejection rejection) => inner.Reject(rejection);
}
