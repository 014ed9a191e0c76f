using System.Text;
using Dedupe.Sources;
using Dedupe.Tests.Sources;
using Xunit;

namespace Dedupe.Formats.Tests.Office;

public sealed class OfficeFormatTests : IDisposable
{
    private const string Bomb = "<!DOCTYPE a [<!ENTITY a \"aaaaaaaaaa\"><!ENTITY b \"&a;&a;&a;&a;\">]>";

    private static readonly SourceOptions Options = new() { Formats = FormatRegistry.All };

    private static readonly DateTimeOffset Day = new(2025, 3, 1, 6, 0, 0, TimeSpan.Zero);

    private readonly TempFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task Word_is_read_as_it_looks_with_all_changes_accepted()
    {
        string path = folder.Write("a.docx", OfficeSamples.Docx(
            "<w:p><w:pPr><w:pStyle w:val='Title'/></w:pPr><w:r><w:t>Ferry turns back</w:t></w:r></w:p>" +
            "<w:p><w:pPr><w:tabs><w:tab w:val='left'/></w:tabs></w:pPr><w:r><w:t>The fer</w:t></w:r>" +
            "<w:r><w:rPr><w:b/></w:rPr><w:t xml:space='preserve'>ry </w:t></w:r>" +
            "<w:del><w:r><w:delText>sank</w:delText></w:r></w:del><w:ins><w:r><w:t>turned</w:t></w:r></w:ins>" +
            "<w:moveFrom><w:r><w:t>gone</w:t></w:r></w:moveFrom><w:r><w:tab/><w:t>back</w:t><w:br/>" +
            "<w:instrText>PAGE</w:instrText><w:t>twenty</w:t><w:noBreakHyphen/><w:t>one</w:t></w:r></w:p>" +
            "<w:p><w:r><w:t>out</w:t></w:r><w:r><mc:A xmlns:mc='x'><mc:Choice><w:txbxContent>" +
            OfficeSamples.WordParagraph("box") + "</w:txbxContent></mc:Choice><mc:Fallback>" +
            OfficeSamples.WordParagraph("box") + "</mc:Fallback></mc:A></w:r><w:r><w:t>side</w:t></w:r></w:p><w:p/>" +
            "<w:tbl><w:tr><w:tc>" + OfficeSamples.WordParagraph("cell") + "</w:tc></w:tr></w:tbl>",
            "Other title", "2025-03-01T06:00:00Z"));

        var read = await Collector.ReadAsync(Options, path);

        Assert.Empty(read.Rejected);
        Assert.Equal(
            [
                new Taken(
                    path, "The ferry turned back\ntwenty-one\n\nbox\n\noutside\n\ncell", "Ferry turns back", "", Day,
                    new Origin(path, 0)),
            ],
            read.Accepted);
    }

    [Fact]
    public async Task OpenDocument_is_read_without_notes_and_what_was_deleted()
    {
        string path = folder.Write("a.odt", OfficeSamples.Odt(
            "<text:tracked-changes><text:p>gone</text:p></text:tracked-changes>" +
            "<text:h>Ferry turns back</text:h>" +
            "<text:p>The <text:span>fer</text:span>ry<text:s text:c='3'/>turned<text:note><text:p>a note</text:p>" +
            "</text:note><text:tab/>back<text:line-break/>late</text:p><text:p/>" +
            "<text:list><text:list-item><text:p>item</text:p></text:list-item></text:list>",
            "Ferry turns back", "2025-03-01T06:00:00"));

        var read = await Collector.ReadAsync(Options, path);

        Assert.Empty(read.Rejected);
        Assert.Equal(
            [
                new Taken(
                    path, "The ferry   turned back\nlate\n\nitem", "Ferry turns back", "", Day, new Origin(path, 0)),
            ],
            read.Accepted);
    }

    [Fact]
    public async Task A_book_is_its_chapters_in_order()
    {
        string path = folder.Write("a.epub", OfficeSamples.Epub(
            "The ferry", "2025-03-01T06:00:00Z",
            "<?xml version='1.0'?><!DOCTYPE " +
            "html><html><head><title/></head><body><p>One&nbsp;<br/>two</p></body></html>",
            "<html><body><h1>Three</h1></body></html>"));

        var read = await Collector.ReadAsync(Options, path);

        Assert.Empty(read.Rejected);
        Assert.Equal(
            [new Taken(path, "One\ntwo\n\nThree", "The ferry", "Ellery Books", Day, new Origin(path, 0))],
                read.Accepted);
    }

    public static TheoryData<string, byte[], RejectionReason, string> Bad()
    {
        byte[] whole = OfficeSamples.Docx(OfficeSamples.WordParagraph("text"));
        byte[] locked = OfficeSamples.Docx(OfficeSamples.WordParagraph("text"));
        // The bit of encryption in the header of each member and in the directory.
        for (int at = 0; at + 10 < locked.Length; at++)
        {
            if (locked.AsSpan(at).StartsWith("PK\x03\x04"u8))
                locked[at + 6] |= 1;
            if (locked.AsSpan(at).StartsWith("PK\x01\x02"u8))
                locked[at + 8] |= 1;
        }

        byte[] damaged = [.. whole];
        damaged.AsSpan(whole.AsSpan().IndexOf("word/document.xml"u8) + 17, 20).Fill(0xFF);
        string deep = string.Concat(Enumerable.Repeat("<w:x>", 5000));
        return new TheoryData<string, byte[], RejectionReason, string>
        {
            { "a.docx", whole[..^40], RejectionReason.Truncated, "cut off" },
            { "a.docx", [0xD0, 0xCF, 0x11, 0xE0, 1, 2, 3], RejectionReason.Unsupported, "encrypted" },
            { "a.docx", locked, RejectionReason.Unsupported, "encrypted" },
            { "a.docx", damaged, RejectionReason.Corrupt, "docx" },
            { "a.docx", "hello"u8.ToArray(), RejectionReason.Corrupt, "zip" },
            { "a.docx", [], RejectionReason.Empty, "" },
            { "a.docx", OfficeSamples.Zip(("x", "y")), RejectionReason.Corrupt, "word/document.xml" },
            { "a.docx", OfficeSamples.Docx(""), RejectionReason.Empty, "" },
            { "a.docx", OfficeSamples.Docx("<w:p>"), RejectionReason.Corrupt, "docx" },
            { "a.docx", OfficeSamples.Docx(deep), RejectionReason.Corrupt, "deep" },
            {
                "a.docx", OfficeSamples.Docx(OfficeSamples.WordParagraph(new string('a', 40_000))),
                RejectionReason.Oversized, "30000"
            },
            { "a.odt", OfficeSamples.Zip(("content.xml", $"{Bomb}<a>&b;</a>")), RejectionReason.Corrupt, "DTD" },
            {
                "a.odt",
                OfficeSamples.Zip(("META-INF/manifest.xml", "<m><encryption-data/></m>"), ("content.xml", "\x01\x02")),
                RejectionReason.Unsupported, "encrypted"
            },
            { "a.epub", OfficeSamples.Zip(("mimetype", "application/epub+zip")), RejectionReason.Corrupt, "container" },
            {
                "a.epub",
                OfficeSamples.Zip(("META-INF/container.xml", $"{Bomb}<a>&b;</a>")), RejectionReason.Corrupt, "DTD"
            },
        };
    }

    [Theory]
    [MemberData(nameof(Bad))]
    public async Task What_cannot_be_read_costs_itself_alone(
        string name, byte[] content, RejectionReason reason, string detail)
    {
        string path = folder.Write(name, content);
        string good = folder.Write("good.docx", OfficeSamples.Docx(OfficeSamples.WordParagraph("text")));

        var read = await Collector.ReadAsync(Options with { MaxDocumentBytes = 30_000 }, path, good);

        Assert.Equal([good], read.Ids);
        var rejection = Assert.Single(read.Rejected);
        Assert.Equal((reason, new Origin(path, 0)), (rejection.Reason, rejection.Origin));
        Assert.Contains(detail, rejection.Detail ?? "", StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_book_that_lacks_a_chapter_is_told()
    {
        byte[] book = OfficeSamples.Epub("x", "", "<p>one</p>");
        Encoding.ASCII.GetBytes("ch 7").CopyTo(book, book.AsSpan().LastIndexOf("ch 0"u8));
        string path = folder.Write("a.epub", book);

        Assert.Contains(
            "ch 0", (await Collector.ReadAsync(Options, path)).Only(RejectionReason.Corrupt).Detail,
            StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("docx")]
    [InlineData("odt")]
    [InlineData("epub")]
    public async Task They_are_told_by_their_start(string kind)
    {
        byte[] content = kind switch
        {
            "docx" => OfficeSamples.Docx(OfficeSamples.WordParagraph("text")),
            "odt" => OfficeSamples.Odt(OfficeSamples.OdfParagraph("text")),
            _ => OfficeSamples.Epub("", "", "<p>text</p>"),
        };
        string path = folder.Write("unnamed", content);

        Assert.Equal("text", Assert.Single((await Collector.ReadAsync(Options, path)).Accepted).Text);
    }
}
