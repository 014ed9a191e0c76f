using System.IO.Compression;
using System.Text;
using Dedupe.Sources;
using Dedupe.Tests.Sources;
using UglyToad.PdfPig.Content;
using UglyToad.PdfPig.Core;
using UglyToad.PdfPig.Fonts.Standard14Fonts;
using UglyToad.PdfPig.Writer;
using Xunit;

namespace Dedupe.Formats.Tests.Pdf;

public sealed class PdfFormatTests : IDisposable
{
    private static readonly SourceOptions Options = new() { Formats = FormatRegistry.All };

    private readonly TempFolder folder = new();

    public void Dispose() => folder.Dispose();

    private static byte[] Build(params (double X, double Y, string Text)[][] pages)
    {
        using var builder = new PdfDocumentBuilder();
        builder.DocumentInformation.Title = "Ferry turns back";
        builder.DocumentInformation.CreationDate = "D:20250301060000+01'00'";
        var font = builder.AddStandard14Font(Standard14Font.Helvetica);
        foreach (var lines in pages)
        {
            var page = builder.AddPage(PageSize.A4);
            foreach (var (x, y, text) in lines)
                page.AddText(text, 10, new PdfPoint(x, y), font);
        }

        return builder.Build();
    }

    [Fact]
    public async Task Columns_come_in_order_and_what_is_no_text_goes()
    {
        static (double, double, string)[] Page(int number, params (double, double, string)[] lines) =>
            [(250, 800, $"The Ellery Post, page {number}"), .. lines, (290, 30, $"{number}")];
        string path = folder.Write("a.pdf", Build(
            Page(
                1,
                (50, 740, "The ferry to Port Ellery turned back on"),
                    (50, 727, "Monday after its pilot saw smoke over"),
                (50, 714, "the engine room and called the coast-"), (50, 701, "guard, which came within the hour and"),
                (320, 740, "took all 84 passengers off the ship. No-"), (320, 727, "body was hurt, the harbour master"),
                (320, 714, "said, and the fire was put out by"), (320, 701, "the crew before noon on the")),
            Page(2, (50, 740, "same day. The owner of the ferry"), (50, 727, "did not want to say a word about it."))));

        var read = await Collector.ReadAsync(Options, path);

        Assert.Empty(read.Rejected);
        var taken = Assert.Single(read.Accepted);
        Assert.Equal(
            "The ferry to Port Ellery turned back on Monday after its pilot saw smoke over the engine room and " +
            "called the coastguard, which came within the hour and took all 84 passengers off the ship. Nobody was " +
            "hurt, the harbour master said, and the fire was put out by the crew before noon on the same day. The " +
            "owner of the ferry did not want to say a word about it.",
            taken.Text);
        Assert.Equal("Ferry turns back", taken.Title);
        Assert.Equal(new DateTimeOffset(2025, 3, 1, 6, 0, 0, TimeSpan.FromHours(1)), taken.Date);
    }

    public static TheoryData<byte[], RejectionReason, string> Bad()
    {
        byte[] whole = Build([(50, 740, "The ferry to Port Ellery turned back")]);
        return new TheoryData<byte[], RejectionReason, string>
        {
            { Build(Array.Empty<(double, double, string)>()), RejectionReason.Empty, "no text layer; its pages, 1," },
            { "hello"u8.ToArray(), RejectionReason.Corrupt, "%PDF-" },
            { "%PDF-1.7\nhello"u8.ToArray(), RejectionReason.Corrupt, "PDF" },
            { whole[..(whole.Length / 3)], RejectionReason.Corrupt, "PDF" },
            { [], RejectionReason.Empty, "" },
            { Encrypted(), RejectionReason.Unsupported, "encrypted" },
            { Bomb(), RejectionReason.Oversized, "more than 100000 bytes" },
        };
    }

    [Theory]
    [MemberData(nameof(Bad))]
    public async Task What_cannot_be_read_costs_itself_alone(byte[] content, RejectionReason reason, string detail)
    {
        string path = folder.Write("a.pdf", content);
        string good = folder.Write("good.txt", "text"u8.ToArray());

        var read = await Collector.ReadAsync(Options with { MaxDocumentBytes = 100_000 }, path, good);

        Assert.Equal([good], read.Ids);
        var rejection = Assert.Single(read.Rejected);
        Assert.Equal((reason, new Origin(path, 0)), (rejection.Reason, rejection.Origin));
        Assert.Contains(detail, rejection.Detail ?? "", StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_pdf_is_told_by_its_start()
    {
        string path = folder.Write("letter.txt", Build([(50, 740, "The ferry to Port Ellery turned back")]));

        Assert.Equal(
            "The ferry to Port Ellery turned back",
            Assert.Single((await Collector.ReadAsync(Options, path)).Accepted).Text);
    }

    private static byte[] Encrypted() => Raw(
        "<< /Length 5 >>", "hello"u8.ToArray(),
        $"/Encrypt << /Filter /Standard /V 1 /R 2 /O <{new string('1', 64)}> /U <{new string('2', 64)}> /P -4 >> " +
        $"/ID [<{new string('3', 32)}> <{new string('3', 32)}>]");

    private static byte[] Bomb()
    {
        var packed = new MemoryStream();
        using (var zlib = new ZLibStream(packed, CompressionLevel.SmallestSize, leaveOpen: true))
            zlib.Write(new byte[200_000]);
        return Raw($"<< /Length {packed.Length} /Filter /FlateDecode >>", packed.ToArray(), "");
    }

    // One page whose content is a stream.
    private static byte[] Raw(string dictionary, byte[] stream, string trailer)
    {
        var file = new MemoryStream();
        var places = new List<long>();
        void Write(string text) => file.Write(Encoding.Latin1.GetBytes(text));
        void Object(string body)
        {
            places.Add(file.Position);
            Write($"{places.Count} 0 obj\n{body}\nendobj\n");
        }

        Write("%PDF-1.4\n");
        Object("<< /Type /Catalog /Pages 2 0 R >>");
        Object("<< /Type /Pages /Kids [3 0 R] /Count 1 >>");
        Object("<< /Type /Page /Parent 2 0 R /MediaBox [0 0 600 800] /Contents 4 0 R /Resources << >> >>");
        places.Add(file.Position);
        Write($"4 0 obj\n{dictionary}\nstream\n");
        file.Write(stream);
        Write("\nendstream\nendobj\n");
        long table = file.Position;
        Write($"xref\n0 {places.Count + 1}\n0000000000 65535 f \n");
        foreach (long place in places)
            Write($"{place:D10} 00000 n \n");
        Write($"trailer\n<< /Size {places.Count + 1} /Root 1 0 R {trailer} >>\nstartxref\n{table}\n%%EOF\n");
        return file.ToArray();
    }
}
