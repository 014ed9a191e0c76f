using System.Text;
using Dedupe.Sources;
using Xunit;

namespace Dedupe.Tests.Sources.JsonLines;

/// <summary>What makes a record of a line: its marks, its id, its fields.</summary>
public sealed class JsonRecordTests : IDisposable
{
    private readonly TempFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task A_mark_before_any_line_is_passed_over()
    {
        var read = await Read(
            "\ufeff{\"id\":1,\"text\":\"a\"}\n\ufeff{\"id\":2,\"text\":\"b\"}\n\ufeff\n"
            + "\ufeff\ufeff{\"id\":3,\"text\":\"c\"}");
        Assert.Empty(read.Rejected);
        Assert.Equal(["a", "b", "c"], read.Accepted.Select(document => document.Text));
    }

    [Theory]
    [InlineData("12", "12")]
    [InlineData("12.0", "12.0")]
    [InlineData("1e3", "1e3")]
    [InlineData("-0", "-0")]
    [InlineData("123456789012345678901234567890", "123456789012345678901234567890")]
    [InlineData("\"12\"", "12")]
    public async Task A_number_is_an_id_as_it_is_written(string id, string expected) =>
        Assert.Equal(expected, Assert.Single((await Read($$"""{"id": {{id}}, "text": "a"}""")).Accepted).Id);

    [Theory]
    [InlineData("null", "null")]
    [InlineData("true", "true or false")]
    [InlineData("{\"$oid\": \"1\"}", "an object")]
    [InlineData("[1]", "a list")]
    [InlineData("\"\"", "empty")]
    public async Task What_is_no_id_is_told_as_what_it_is(string id, string expected)
    {
        var read = await Read($$"""{"id": {{id}}, "text": "a"}""");
        Assert.Contains(
            $"The field \"id\" is {expected}", read.Only(RejectionReason.MissingId).Detail, StringComparison.Ordinal);
    }

    [Fact]
    public async Task File_and_line_are_an_id_when_they_are_wanted_and_then_files_are_not_cut()
    {
        string path = folder.Write("news.jsonl", string.Concat(Enumerable.Range(1, 200).Select(line =>
            $$"""{"id": {{line}}, "text": "a {{line}}"}""" + "\n")));
        var options = new SourceOptions { IdField = "line", BatchBytes = 500 };
        var read = await Collector.ReadAsync(options, path);
        Assert.Equal(Enumerable.Range(1, 200).Select(line => $"{path}:{line}"), read.Ids);
        Assert.Equal(1, new FileSource([path], options).PlanOfSize(300).Count);
    }

    [Theory]
    [InlineData("\"date\": \"soon\"", "soon")]
    [InlineData("\"date\": \"01/03/2025\"", "01/03/2025")]
    [InlineData("\"date\": 2025", "2025")]
    [InlineData("\"date\": true", "true")]
    [InlineData("\"date\": {\"a\": [1]}", "{\"a\": [1]}")]
    [InlineData("\"date\": \"2025-03-01\"", "")]
    [InlineData("\"date\": null", "")]
    [InlineData("\"date\": \" \"", "")]
    [InlineData("\"other\": 1", "")]
    public async Task A_date_that_is_not_read_goes_along_as_it_stands(string date, string unread)
    {
        var read = await Read($$"""{"id": 1, "text": "a", {{date}}}""");
        Assert.Single(read.Accepted);
        Assert.Equal(unread, Assert.Single(read.UnreadDates));
    }

    [Fact]
    public void The_first_unread_date_is_the_same_in_any_order_and_on_one_line()
    {
        var dates = new UnreadDates();
        var other = new UnreadDates();
        dates.Add("b\n\u202e"u8, new Origin("x", 7));
        other.Add(Encoding.UTF8.GetBytes(new string('z', 1 << 20)), new Origin("x", 3));
        other.Add("a"u8, new Origin("y", 1));
        dates.Add(other);
        Assert.Equal((3L, 3L), (dates.Count, dates.First!.Origin.Line));
        Assert.InRange(dates.First.Value.Length, 1, 60);
        var first = new UnreadDates();
        first.Add("b\n\u202e"u8, new Origin("x", 7));
        Assert.Equal("b\\u{a}\\u{202e}", first.First!.Value);
    }

    private Task<Collector> Read(string content) => Collector.ReadAsync(folder.Write("news.jsonl", content));
}
