using System.Text;
using Dedupe.Sources;
using Xunit;

namespace Dedupe.Tests.Sources.JsonLines;

public sealed class JsonLinesTests : IDisposable
{
    private readonly TempFolder folder = new();

    public void Dispose() => folder.Dispose();

    private Task<Collector> Read(string content, SourceOptions? options = null) =>
        Collector.ReadAsync(options ?? new SourceOptions(), folder.Write("news.jsonl", content));

    private async Task<Rejection> ReadBetweenGoodLines(byte[] line)
    {
        string path = folder.Write(
            "news.jsonl", [.. "{\"id\":1,\"text\":\"first\"}\n"u8, .. line, .. "\n{\"id\":3,\"text\":\"third\"}\n"u8]);
        var read = await Collector.ReadAsync(path);
        Assert.Equal(["1", "3"], read.Ids);
        Assert.Equal(3, read.Accepted[1].Origin.Line);
        var rejection = Assert.Single(read.Rejected);
        Assert.Equal(new Origin(path, 2), rejection.Origin);
        return rejection;
    }

    [Fact]
    public async Task Every_field_is_taken()
    {
        var read = await Read(
            """{"id":"a","text":"Grüße \"an\" alle\n\ud834\udd1e","title":"T\u00e4","source":"Times",""" +
            "\"date\":\"2024-03-01\",\"more\":{\"text\":[1,{\"id\":2}]}}\n" +
            """{"date":1709287200,"source":null,"title":7,"text":"plain","id":12.50}""");
        Assert.Equal(
            [
                new Taken(
                    "a", "Grüße \"an\" alle\n𝄞", "Tä", "Times", new DateTimeOffset(2024, 3, 1, 0, 0, 0, default),
                    new Origin(folder.Root + "/news.jsonl", 1)),
                new Taken(
                    "12.50", "plain", "", "", new DateTimeOffset(2024, 3, 1, 10, 0, 0, default),
                    new Origin(folder.Root + "/news.jsonl", 2)),
            ],
            read.Accepted);
        Assert.Empty(read.Rejected);
    }

    [Fact]
    public async Task Fields_can_have_other_names_and_one_can_play_two_parts()
    {
        var options = new SourceOptions { IdField = "url", SourceField = "url", TextField = "körper" };
        var read = await Read("{\"url\":\"u\\u002f1\",\"k\\u00f6rper\":\"words\",\"id\":1,\"id\":2}", options);
        var document = Assert.Single(read.Accepted);
        Assert.Equal(("u/1", "words", "u/1"), (document.Id, document.Text, document.Source));
    }

    [Fact]
    public async Task A_mark_CRLF_blank_lines_and_a_missing_last_line_end_are_no_trouble()
    {
        var read = await Read(
            "\ufeff{\"id\":1,\"text\":\"a\"}\r\n\r\n  \t\n{\"id\":4,\"text\":\"b\"}\r\n\n{\"id\":6,\"text\":\"c\"}");
        Assert.Equal(
            [("1", 1L), ("4", 4L), ("6", 6L)], read.Accepted.Select(document => (document.Id, document.Origin.Line)));
        Assert.Empty(read.Rejected);
    }

    [Theory]
    [InlineData("")]
    [InlineData("\n")]
    [InlineData("\ufeff")]
    [InlineData("\r\n \n")]
    public async Task A_file_without_lines_is_no_documents(string content)
    {
        var read = await Read(content);
        Assert.Empty(read.Accepted);
        Assert.Empty(read.Rejected);
    }

    [Theory]
    [InlineData("{\"id\":2,\"text\":\"cut off", RejectionReason.BadJson, "byte")]
    [InlineData("{\"id\":2,\"text\":\"x\"} {\"id\":9}", RejectionReason.BadJson, "At byte 20 of the line")]
    [InlineData("{\"id\":2,\"text\":\"x\",}", RejectionReason.BadJson, "byte")]
    [InlineData("[1,2]", RejectionReason.BadJson, "not a JSON object")]
    [InlineData("\"id\"", RejectionReason.BadJson, "not a JSON object")]
    [InlineData("nonsense", RejectionReason.BadJson, "byte 0")]
    [InlineData("{\"id\":2,\"id\":2,\"text\":", RejectionReason.BadJson, "byte")]
    [InlineData("{\"id\":2}", RejectionReason.MissingText, "\"text\"")]
    [InlineData("{\"id\":2,\"text\":null}", RejectionReason.MissingText, "--text-field")]
    [InlineData("{\"id\":2,\"text\":[\"x\",3]}", RejectionReason.MissingText, "\"text\"")]
    [InlineData("{\"text\":\"x\"}", RejectionReason.MissingId, "--id-field")]
    [InlineData("{\"id\":\"\",\"text\":\"x\"}", RejectionReason.MissingId, "--id-field")]
    [InlineData("{\"id\":{\"id\":1},\"text\":\"x\"}", RejectionReason.MissingId, "--id-field")]
    [InlineData("{\"id\":2,\"text\":\"x\",\"title\":\"a\",\"title\":\"a\"}", RejectionReason.DuplicateKey, "\"title\"")]
    [InlineData("{\"id\":2,\"text\":\"x\",\"te\\u0078t\":\"y\"}", RejectionReason.DuplicateKey, "\"text\"")]
    [InlineData("{\"id\":2,\"text\":\"x \\ud834 y\"}", RejectionReason.BadEncoding, "lone surrogate")]
    [InlineData("{\"id\":2,\"text\":\"x\",\"source\":\"\\udd1e\"}", RejectionReason.BadEncoding, "\"source\"")]
    [InlineData("{\"id\":2,\"text\":\" \\n\\u00a0\"}", RejectionReason.Empty, null)]
    [InlineData("{\"id\":2,\"text\":\"\"}", RejectionReason.Empty, null)]
    public async Task A_bad_line_is_rejected_with_its_reason_and_the_others_are_read(
        string line, RejectionReason reason, string? detail)
    {
        var rejection = await ReadBetweenGoodLines(Encoding.UTF8.GetBytes(line));
        Assert.Equal(reason, rejection.Reason);
        if (detail is null)
            Assert.Null(rejection.Detail);
        else
            Assert.Contains(detail, rejection.Detail, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("\"\"")]
    [InlineData("\" \\n\\u00a0\"")]
    public async Task The_headline_stands_for_a_text_that_is_blank_and_not_for_one_that_is_missing(string blank)
    {
        var read = await Read(
            $"{{\"id\":1,\"title\":\"Ferry sinks off Ellery\",\"text\":{blank}}}\n{{\"id\":2,\"title\":\"Ferry sinks " +
            $"off Ellery\"}}\n{{\"id\":3,\"title\":\" \",\"text\":{blank}}}\n");

        Assert.Equal("Ferry sinks off Ellery", Assert.Single(read.Accepted).Text);
        Assert.Equal(
            [RejectionReason.MissingText, RejectionReason.Empty], read.Rejected.Select(rejection => rejection.Reason));
    }

    [Fact]
    public async Task Invalid_utf8_in_a_field_that_matters_is_rejected_with_its_place()
    {
        var rejection = await ReadBetweenGoodLines([.. "{\"id\":2,\"text\":\"x"u8, 0xFF, .. "\"}"u8]);
        Assert.Equal(RejectionReason.BadEncoding, rejection.Reason);
        Assert.Contains("byte 17 of the line", rejection.Detail, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("{\"id\":2,\"text\":\"x\",\"tags\":1,\"tags\":2}")]
    [InlineData("{\"id\":2,\"text\":\"x\",\"tag\\ud834\":1}")]
    [InlineData("{\"id\":2,\"text\":\"x\",\"tag\":\"\\ud834\"}")]
    [InlineData("{\"id\":2,\"text\":\"x\",\"date\":\"soon\"}")]
    public async Task What_does_not_matter_does_no_harm(string line)
    {
        var read = await Read(line);
        Assert.Empty(read.Rejected);
        Assert.Null(Assert.Single(read.Accepted).Date);
    }

    [Fact]
    public async Task A_line_of_50_MB_is_oversized_and_reading_goes_on_at_the_next()
    {
        string path = $"{folder.Root}/large.jsonl";
        using (var writer = new StreamWriter(path))
        {
            writer.Write("{\"id\":1,\"text\":\"first\"}\n{\"id\":2,\"text\":\"");
            for (int i = 0; i < 50; i++)
                writer.Write(new string('x', 1_000_000));
            writer.Write("\"}\n{\"id\":3,\"text\":\"third\"}\n");
        }

        var read = await Collector.ReadAsync(path);
        Assert.Equal([("1", 1L), ("3", 3L)], read.Accepted.Select(document => (document.Id, document.Origin.Line)));
        Assert.Equal(new Origin(path, 2), read.Only(RejectionReason.Oversized).Origin);
        Assert.All(read.BatchBytes, bytes => Assert.InRange(bytes, 0, 80_000_000));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(7)]
    [InlineData(64)]
    [InlineData(1 << 20)]
    public async Task The_limit_on_a_line_is_the_same_at_any_block_size(int batchBytes)
    {
        string fits = "{\"id\":1,\"text\":\"" + new string('x', 32) + "\"}";
        string large = "{\"id\":2,\"text\":\"" + new string('x', 33) + "\"}";
        var options = new SourceOptions { BatchBytes = batchBytes, MaxDocumentBytes = fits.Length };
        var read = await Read($"{large}\n{fits}\n{large}\n\n{large}{large}{large}\n{fits}\n{large}", options);
        Assert.Equal([2L, 6L], read.Accepted.Select(document => document.Origin.Line));
        Assert.Equal([1L, 3L, 5L, 7L], read.Rejected.Select(rejection => rejection.Origin.Line));
        Assert.All(read.Rejected, rejection => Assert.Equal(RejectionReason.Oversized, rejection.Reason));
    }

    [Fact]
    public async Task A_lone_surrogate_in_utf16_costs_its_record_alone()
    {
        byte[] good =
            [.. Encoding.Unicode.GetPreamble(),
                .. Encoding.Unicode.GetBytes("{\"id\":1,\"text\":\"中𝄞\"}\r\n{\"id\":2,\"text\":\"a")];
        string path = folder.Write(
            "news.jsonl", [.. good, 0x00, 0xD8, .. Encoding.Unicode.GetBytes("\"}\n{\"id\":3,\"text\":\"c\"}\n")]);
        var read = await Collector.ReadAsync(path);
        Assert.Equal(["中𝄞", "c"], read.Accepted.Select(document => document.Text));
        Assert.Equal(new Origin(path, 2), read.Only(RejectionReason.BadEncoding).Origin);
    }

    [Theory]
    [InlineData("plain")]
    [InlineData("gzip")]
    [InlineData("zstd")]
    public async Task Standard_input_is_unpacked_by_its_first_bytes(string packing)
    {
        const string Content = "{\"id\":1,\"text\":\"a\"}\n{\"id\":2,\"text\":\"b\"}";
        byte[] bytes =
            packing switch
            {
                "gzip" => Packed.Gzip(Content),
                "zstd" => Packed.Zstandard(Content),
                _ => Encoding.UTF8.GetBytes(Content)
            };
        var environment = new SourceEnvironment { OpenStandardInput = () => new MemoryStream(bytes) };
        var read = await Collector.ReadAsync(new SourceOptions(), environment, "-", "-");
        Assert.Equal([new Origin("-", 1), new Origin("-", 2)], read.Accepted.Select(document => document.Origin));
        var text = await Collector.ReadAsync(
            new SourceOptions { StandardInputFormat = "text" }, environment, "-");
        Assert.Equal(("-", Content), (text.Accepted[0].Id, text.Accepted[0].Text));
    }
}
