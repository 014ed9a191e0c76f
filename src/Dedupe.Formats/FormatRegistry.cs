using Dedupe.Formats.Archives;
using Dedupe.Formats.Feeds;
using Dedupe.Formats.Html;
using Dedupe.Formats.JsonFeeds;
using Dedupe.Formats.Mail;
using Dedupe.Formats.NewsMl;
using Dedupe.Formats.Ninjs;
using Dedupe.Formats.Nitf;
using Dedupe.Formats.Office;
using Dedupe.Formats.Packings;
using Dedupe.Formats.Parquet;
using Dedupe.Formats.Pdf;
using Dedupe.Formats.Shared.Html;
using Dedupe.Formats.Tables;
using Dedupe.Formats.Warc;
using Dedupe.Formats.Wires;
using Dedupe.Sources;
using Dedupe.Sources.JsonLines;

namespace Dedupe.Formats;

/// <summary>All formats that are read. This is the one place that names those of this library.</summary>
public static class FormatRegistry
{
    /// <summary>
    /// What <see cref="InputFormats.Standard"/> has and the formats of this library: for
    /// <see cref="SourceOptions.Formats"/>. Immutable, and safe for threads.
    /// </summary>
    /// <example>
    /// <code>
    /// var files = new FileSource(["articles.csv"], new SourceOptions { Formats = FormatRegistry.All });
    /// DedupeResult result = await new Deduplicator().RunAsync(files);
    /// </code>
    /// </example>
    public static InputFormats All { get; } = InputFormats.Standard.With(new HtmlMarkup()).With(
        new JsonFormat(),
        new TableFormat("csv", [".csv"], delimiter: 0),
        new TableFormat("tsv", [".tsv", ".tab"], (byte)'\t'),
        new HtmlFormat(),
        new ParquetFormat(),
        OfficeFormat.Docx,
        OfficeFormat.Odt,
        OfficeFormat.Epub,
        new PdfFormat(),
        new MailFormat("eml", [".eml"], isBox: false),
        new MailFormat("mbox", [".mbox", ".mbx"], isBox: true),
        new WarcFormat(),
        new FeedFormat(),
        new NewsMlFormat(),
        new NitfFormat(),
        new NinjsFormat(),
        new JsonFeedFormat(),
        new WireFormat(),
        new ArchiveZipFormat(),
        new ArchiveTarFormat())
        .With(new Bzip2Packing())
        .With(new XzPacking());
}
