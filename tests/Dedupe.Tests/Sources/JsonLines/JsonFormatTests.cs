using System.Text;
using Dedupe.Batch;
using Dedupe.Sources;
using Dedupe.Sources.JsonLines;
using Xunit;

namespace Dedupe.Tests.Sources.JsonLines;

public sealed class JsonFormatTests : IDisposable
{
    private const string Ferry =
        "The ferry to Port Ellery turned back on Monday after its pilot saw smoke above the engine room and called " +
        "the coast guard for help.";

    private static readonly SourceOptions Options = new()
    {
        Formats = InputFormats.Standard.With(new JsonFormat()),
        MaxDocumentBytes = 5000,
        BatchBytes = 700,
    };

    private readonly TempFolder folder = new();

    public void Dispose() => folder.Dispose();

    private static string Article(string id, string text = "words") => $"{{\"id\":\"{id}\",\"text\":\"{text}\"}}";

    private async Task<string> Read(string content, SourceOptions? options = null)
    {
        var read = await Collector.ReadAsync(options ?? Options, folder.Write("a.json", content));
        return string.Join(
            ' ',
            read.Accepted.Select(document => (document.Origin.Line, Told: document.Id))
                .Concat(read.Rejected.Select(rejection => (rejection.Origin.Line, Told: rejection.Reason.ToString())))
                .OrderBy(item => item.Line)
                .Select(item => $"{item.Line}:{item.Told}"));
    }

    [Theory]
    [InlineData("[]", "")]
    [InlineData("\uFEFF[A,B]", "1:a 2:b")]
    [InlineData("A", "1:a")]
    [InlineData("A\nB\n", "1:a 2:b")]
    [InlineData("\n[\r\n  A,\r\n\r\n  B\r\n]\r\n", "1:a 2:b")]
    [InlineData("[A,B][C]", "1:a 2:b 3:c")]
    [InlineData("{\n  \"text\": \"a } \\\" ] { b\",\n  \"x\": [{\"y\": \"\\\\\"}],\n  \"id\": 7\n}\nA", "1:7 2:a")]
    [InlineData("[A,\n 1, \"x}\",\n null,\n B]", "1:a 2:BadJson 3:BadJson 4:BadJson 5:b")]
    [InlineData("[A,B", "1:a 2:b 3:Truncated")]
    [InlineData("[\n  A,\n  {\"id\":\"b\n  C,\n  B\n]", "1:a 2:BadJson 3:c 4:b")]
    [InlineData("[\n  A,\n  {\"id\":\"b\",\n  C,\n  B\n]", "1:a 2:BadJson 3:c 4:b")]
    [InlineData("[A,{\"id\":\"b,C,B]", "1:a 2:BadJson")]
    [InlineData("[\n  A,\n  {\"id\": ],\n  B\n]", "1:a 2:BadJson 3:b")]
    public async Task Objects_are_documents_with_their_numbers(string content, string expected)
    {
        string text = content.Replace("A", Article("a"), StringComparison.Ordinal)
            .Replace("B", Article("b"), StringComparison.Ordinal)
            .Replace("C", Article("c"), StringComparison.Ordinal);
        Assert.Equal(expected, await Read(text));
    }

    [Fact]
    public async Task An_object_that_is_too_large_costs_itself()
    {
        string large = string.Join("\n  ", Enumerable.Repeat("\"x\": \"} much\",", 900));
        string content = $"[\n  {Article("a")},\n  {{\n  {large}\"id\":\"b\"}},\n  {Article("c")}\n]";
        Assert.Equal("1:a 2:Oversized 3:c", await Read(content));
        Assert.Equal("1:a 2:Oversized 3:c", await Read(content, Options with { BatchBytes = 1 << 20 }));
        Assert.Equal("1:a 2:BadJson 3:c", await Read($"[\n{Article("a")},\n{{\"id\": 1, \"x\": [\n{Article("c")}\n]"));
    }

    [Fact]
    public async Task A_deep_file_harms_nothing()
    {
        string deep = new string('[', 200_000) + new string(']', 200_000);
        var large = Options with { MaxDocumentBytes = 1 << 20 };
        Assert.Equal("1:BadJson 2:a", await Read($"{{\"x\": {deep}}}\n{Article("a")}", large));
    }

    [Fact]
    public async Task A_file_of_objects_without_end_is_given_up()
    {
        string content = string.Concat(Enumerable.Repeat("{\"a\":[\n", 400_000));
        string told = await Read(content, Options with { MaxDocumentBytes = 1 << 24 });
        Assert.StartsWith("1:BadJson 2:BadJson", told, StringComparison.Ordinal);
        Assert.InRange(told.Count(unit => unit == ':'), 2, 1000);
    }

    [Theory]
    [InlineData("{\"doc\":{\"body\":\"words\"},\"meta\":{\"x\":{\"id\":\"a\"}}}", "1:a")]
    [InlineData("{\"doc\":{\"x\":[1],\"body\":\"words\"},\"meta\":{\"x\":{\"y\":{},\"id\":7}}}", "1:7")]
    [InlineData("{\"doc\":[\"words\"],\"meta\":{\"x\":{\"id\":\"a\"}}}", "1:MissingText")]
    [InlineData("{\"doc.body\":\"words\",\"doc\":{\"body\":\"\"},\"meta\":{\"x\":{\"id\":\"a\"}}}", "1:a")]
    [InlineData("{\"doc\":{\"body\":\"\"},\"doc.body\":\"words\",\"meta\":{\"x\":{\"id\":\"a\"}}}", "1:a")]
    [InlineData("{\"doc\":{\"body\":\"\",\"body\":\"words\"},\"meta\":{\"x\":{\"id\":\"a\"}}}", "1:DuplicateKey")]
    [InlineData("{\"doc\":{\"body\":[\"words\",\"more\"]},\"meta\":{\"x\":{\"id\":\"a\"}}}", "1:a")]
    public async Task Fields_inside_others_have_names_with_dots(string content, string expected)
    {
        var options = Options with { TextField = "doc.body", IdField = "meta.x.id" };
        Assert.Equal(expected, await Read(content, options));
        var lines = await Collector.ReadAsync(options, folder.Write("a.jsonl", content));
        Assert.Equal(
            expected.Contains(':', StringComparison.Ordinal) && lines.Rejected.Count == 0 ? 1 : 0,
            lines.Accepted.Count);
    }

    [Theory]
    [InlineData("[\"one\",\"two \\\"2\\\"\",\"\"]", "one\n\ntwo \"2\"\n\n")]
    [InlineData("[\"one\"]", "one")]
    [InlineData("[\"one\",2]", null)]
    [InlineData("[[\"one\"]]", null)]
    public async Task A_list_of_strings_is_a_text_of_paragraphs(string list, string? expected)
    {
        string path = folder.Write("a.jsonl", $"{{\"text\":{list},\"id\":\"\\u0061\"}}\n");
        var read = await Collector.ReadAsync(path);
        if (expected is null)
            Assert.Contains("is a list", read.Only(RejectionReason.MissingText).Detail, StringComparison.Ordinal);
        else
            Assert.Equal(expected, Assert.Single(read.Accepted).Text);
    }

    [Fact]
    public async Task Texts_are_read_again_where_they_stand()
    {
        string path = folder.Write(
            "a.json", $"[\n{Article("a", "one \\u0022 two")},\n{{\"text\":[\"x\",\"y\"],\"id\":1}}]");
        var source = new FileSource([path], Options);
        var read = await Collector.ReadAsync(source.ReadAsync(TestContext.Current.CancellationToken));
        using var buffer = new TextBuffer();
        Assert.Equal(
            ["one \" two", "x\n\ny"],
            read.Places.Select(
                place => Encoding.UTF8.GetString(
                    source.OriginOf(path).Read(place!.Value.Offset, place.Value.Length, buffer).Span)));
    }

    // Of what stands in one line one object may be known as rejected.
    [Theory]
    [InlineData("[A,B,C,%]", "[A,C]", true)]
    [InlineData("[%,A,C,B]", "[A,C]", true)]
    [InlineData("[A,B,C,%]", "[A,C,%]", false)]
    public async Task An_object_without_words_takes_no_other_of_its_line_along(
        string content, string expected, bool drops) => await Filtered(
            content, expected, new SourceOptions { Formats = Options.Formats }, drops);

    [Theory]
    [InlineData("[A,B,C]\n", "[A,C]\n")]
    [InlineData("[B,A,C]", "[A,C]")]
    [InlineData("[A,C,B\n]", "[A,C\n]")]
    [InlineData("[\n  A,\n  B,\n  7,\n  C\n]\n", "[\n  A,\n  7,\n  C\n]\n")]
    [InlineData("[A\n][B\n][\nC]", "[A\n][\n][\nC]")]
    [InlineData("A\nB\nC\n", "A\nC\n")]
    [InlineData("[A,C]  ", "[A,C]  ")]
    public async Task A_list_that_is_filtered_is_a_list(string content, string expected) =>
        await Filtered(content, expected, Options, drops: false);

    private async Task Filtered(string content, string expected, SourceOptions options, bool drops)
    {
        string Fill(string pattern) => pattern.Replace("A", Article("a", Ferry), StringComparison.Ordinal)
            .Replace("B", Article("b", Ferry), StringComparison.Ordinal)
            .Replace("C", Article("c", "nothing of the kind"), StringComparison.Ordinal)
            .Replace("%", Article("e", "..."), StringComparison.Ordinal);
        string path = folder.Write("in/a.json", Fill(content));
        await new DedupeJob(
            new JobOptions { Inputs = [path], Source = options, OutputDirectory = folder.Root + "/run" })
            .RunAsync(null, TestContext.Current.CancellationToken);
        await new FilterJob(
            new FilterOptions
            {
                RunDirectory = folder.Root + "/run",
                Inputs = [path],
                OutputDirectory = folder.Root + "/clean",
                Formats = Options.Formats,
                DropRejected = drops,
            }).RunAsync(TestContext.Current.CancellationToken);
        Assert.Equal(Fill(expected), File.ReadAllText(folder.Root + "/clean/a.json"));
    }
}
