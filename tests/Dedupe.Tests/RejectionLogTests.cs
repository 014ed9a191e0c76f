using System.Text;
using Xunit;

namespace Dedupe.Tests;

public sealed class RejectionLogTests
{
    [Fact]
    public void The_first_thousand_are_told_and_of_the_others_their_lines_whatever_the_order_and_the_threads()
    {
        var random = new Random(1);
        // Every third line is good from 5,000 on: ranges of two.
        var lines = Enumerable.Range(1, 9000)
            .Where(line => line < 5000 || line % 3 != 0)
            .Select(line => (long)line)
            .ToArray();
        var expected = Told([.. lines], logs: 1);
        Assert.Equal(1000, expected.Count(rejection => rejection.Lines.Count == 0));
        Assert.Equal(lines.Take(1000), expected.Take(1000).Select(rejection => rejection.Origin.Line));
        Assert.All(expected.Take(1000), rejection => Assert.Equal($"line {rejection.Origin.Line}", rejection.Detail));
        Assert.Equal(lines.Length, expected.Sum(rejection => rejection.Count));
        Assert.Equal(lines.Skip(1000), expected.Skip(1000).SelectMany(rejection => rejection.Lines).SelectMany(Lines));
        for (int i = 0; i < 5; i++)
        {
            random.Shuffle(lines);
            Assert.Equal(expected.Select(Flat), Told([.. lines], logs: 1 + i).Select(Flat));
        }

        static IEnumerable<long> Lines(LineRange range)
        {
            for (long line = range.From; line <= range.To; line++)
                yield return line;
        }
    }

    [Fact]
    public void Two_million_bad_lines_are_a_thousand_and_one_things_to_remember()
    {
        var log = new RejectionLog();
        for (int line = 1; line <= 2_000_000; line++)
            log.Add(new Rejection(new Origin("x.jsonl", line), RejectionReason.BadJson, "bad"));
        var all = log.ToList(_ => false);
        Assert.Equal(1001, all.Count);
        Assert.Equal(2_000_000, all.Sum(rejection => rejection.Count));
        Assert.Equal([new LineRange(1001, 2_000_000)], all[^1].Lines);
        using var saved = new MemoryStream();
        using (var writer = new BinaryWriter(saved, Encoding.UTF8, leaveOpen: true))
            log.Save(writer);
        Assert.True(saved.Length < 100_000, $"{saved.Length} bytes");
    }

    [Fact]
    public void Files_and_reasons_are_counted_for_themselves()
    {
        var log = new RejectionLog();
        for (int line = 1; line <= 1500; line++)
        {
            log.Add(
                new Rejection(
                    new Origin("a.jsonl", line), (line & 1) == 0 ? RejectionReason.BadJson : RejectionReason.Empty));
            log.Add(new Rejection(new Origin("b.jsonl", line), RejectionReason.BadJson));
        }

        var all = log.ToList(_ => true);
        Assert.Equal(1500, all.Count(rejection => rejection.Origin.Source == "a.jsonl"));
        Assert.Equal(1001, all.Count(rejection => rejection.Origin.Source == "b.jsonl"));
        Assert.Equal(3000, log.Count);
    }

    [Fact]
    public void What_a_part_saves_is_read_back_at_the_places_in_the_file()
    {
        var log = new RejectionLog();
        for (int line = 1; line <= 3000; line++)
            log.Add(Lacking("x.jsonl", line, ["a", "b"]));
        using var saved = new MemoryStream();
        using (var writer = new BinaryWriter(saved, Encoding.UTF8, leaveOpen: true))
            log.Save(writer);
        saved.Position = 0;
        using var reader = new BinaryReader(saved);
        var read = RejectionLog.Load(reader, origin => origin with { Line = origin.Line + 50 });
        var one = Assert.Single(read.ToList(_ => false));
        Assert.Equal((51L, 3000L), (one.Origin.Line, one.Count));
        Assert.Equal([new LineRange(51, 3050)], one.Lines);
        Assert.Equal(1051, read.ToList(_ => true)[1000].Origin.Line);
    }

    [Fact]
    public void A_field_that_no_record_of_a_file_has_is_told_once_with_the_fields_that_are_there()
    {
        var log = new RejectionLog();
        log.Add(Lacking("x.jsonl", 2, ["id", "text"]));
        log.Add(Lacking("x.jsonl", 1, ["id", "headline"]));
        log.Add(Lacking("y.jsonl", 1, ["id"]));
        var all = log.ToList(source => source == "y.jsonl");
        Assert.Equal(2, all.Count);
        Assert.Equal(2, all[0].Count);
        Assert.Contains("No record of x.jsonl has the field \"body\"", all[0].Detail, StringComparison.Ordinal);
        Assert.EndsWith("fields seen: id, headline, text.", all[0].Detail, StringComparison.Ordinal);
        Assert.Equal("no body", all[1].Detail);
    }

    [Fact]
    public void The_fields_that_are_told_are_the_first_of_the_file_whatever_the_order()
    {
        var names = Enumerable.Range(0, 60)
            .Select(line => (Line: line + 1, Names: new[] { $"n{line}", $"m{line}" }))
            .ToArray();
        var forward = new SeenFields();
        var backward = new SeenFields();
        foreach (var (line, some) in names)
            forward.Add(some, line);
        foreach (var (line, some) in names.Reverse())
            backward.Add(some, line);
        Assert.Equal(SeenFields.Most, forward.Names.Count());
        Assert.Equal("n0", forward.Names.First());
        Assert.Equal(forward.Names, backward.Names);
    }

    [Fact]
    public void A_detail_is_never_long_and_never_half_of_a_character()
    {
        for (int length = 300; length < 2000; length += 7)
        {
            var detail = new Rejection(
                default, RejectionReason.BadJson, "x" + string.Concat(Enumerable.Repeat("😀", length))).Detail!;
            Assert.InRange(detail.Length, 1, 400);
            Assert.DoesNotContain(
                "\uFFFD", Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(detail)), StringComparison.Ordinal);
        }

        Assert.InRange(
            new Rejection(default, RejectionReason.BadJson, new string('x', 1 << 20)).Detail!.Length, 390, 400);
    }

    private static Rejection Lacking(string source, long line, string[] names) =>
        new(new Origin(source, line), RejectionReason.MissingText, "no body")
        {
            FieldsInstead = names,
            FieldWanted = ("body", "--text-field"),
        };

    private static IReadOnlyList<Rejection> Told(long[] lines, int logs)
    {
        var all = Enumerable.Range(0, logs).Select(_ => new RejectionLog()).ToArray();
        for (int i = 0; i < lines.Length; i++)
            all[i % logs]
                .Add(new Rejection(new Origin("x.jsonl", lines[i]), RejectionReason.BadJson, $"line {lines[i]}"));
        var sum = new RejectionLog();
        foreach (var log in all)
            sum.Add(log);
        return sum.ToList(_ => false);
    }

    private static string Flat(Rejection rejection) =>
        $"{rejection.Origin.Line} {rejection.Detail} {rejection.Count} {string.Join(',', rejection.Lines)}";
}
