using System.Text.Json;
using Dedupe.Sources;
using Dedupe.Sources.JsonLines;
using Dedupe.Sources.Packings;
using Dedupe.Sources.PlainText;
using Xunit;

namespace Dedupe.Tests.Sources;

public sealed class InputPlanTests
{
    private static readonly InputFormat JsonLines = new JsonLinesFormat();

    private static InputFile Lines(string name, long length) =>
        new(name, "/" + name, JsonLines, Packing.None, length);

    private static InputFile Text(string name, long length) =>
        new(name, "/" + name, new TextFormat(), Packing.None, length);

    private static InputFile Gzip(string name, long length) =>
        new(name, "/" + name, JsonLines, new GzipPacking(), length);

    private static InputPlan OfSize(long bytes, params InputFile[] files) =>
        InputPlan.OfSize(files, bytes, static _ => true);

    private static string Describe(InputPart part) =>
        string.Join(
            ' ',
            part.Pieces.Select(
                piece => piece.IsCut ? $"{piece.File.Shown}[{piece.From}..{piece.To}]" : piece.File.Shown));

    private static IEnumerable<string> Describe(InputPlan plan) =>
        Enumerable.Range(0, plan.Count).Select(part => Describe(plan[part]));

    [Fact]
    public void Parts_are_even_and_files_of_lines_are_cut()
    {
        var plan = OfSize(100, Lines("a", 120), Lines("b", 60), Lines("c", 90));
        Assert.Equal(["a[0..90]", "a[90..] b", "c"], Describe(plan));
        Assert.Equal([90, 90, 90], Enumerable.Range(0, 3).Select(part => plan[part].Bytes));
    }

    [Fact]
    public void What_cannot_be_cut_stays_whole()
    {
        Assert.Equal(
            ["a.txt", "b.txt c"], Describe(OfSize(100, Text("a.txt", 150), Text("b.txt", 10), Lines("c", 20))));
        // Packed bytes count three times.
        Assert.Equal(["a.gz", "b.gz"], Describe(OfSize(100, Gzip("a.gz", 33), Gzip("b.gz", 33))));
        Assert.Equal(["a.txt b"], Describe(OfSize(100, Text("a.txt", 150), Lines("b", 0))));
        var files = new[] { Lines("utf16", 150), Lines("utf8", 150) };
        Assert.Equal(
            ["utf16", "utf8[0..30]", "utf8[30..90]", "utf8[90..]"],
            Describe(InputPlan.OfSize(files, 60, static file => file.Shown == "utf8")));
    }

    [Fact]
    public void Files_without_length_or_sense_are_in_a_part_too()
    {
        var missing = new InputFile(
            "b", "/b", JsonLines, null, null, new Rejection(new Origin("b", 0), RejectionReason.Missing));
        var input = new InputFile("-", "-", JsonLines, null, null);
        var plan = OfSize(50, input, Lines("a", 100), missing, Lines("c", 100));
        Assert.Equal(["- a[0..50]", "a[50..] b", "c[0..50]", "c[50..]"], Describe(plan));
        Assert.Null(plan[0].Bytes);
        Assert.Equal(50, plan[1].Bytes);
        Assert.Equal(["- b"], Describe(OfSize(50, input, missing)));
        Assert.Equal([""], Describe(OfSize(50)));
    }

    [Fact]
    public void A_number_of_parts_is_kept_where_there_are_bytes_for_it()
    {
        InputFile[] files = [Lines("a", 10), Text("b", 1), Lines("c", 5)];
        for (int parts = 1; parts <= 16; parts++)
            Assert.Equal(parts, InputPlan.OfCount(files, parts, static _ => true).Count);
        Assert.Equal(16, InputPlan.OfCount(files, 1000, static _ => true).Count);
        // Sizes whose product has no room in 64 bits.
        Assert.Equal(1_000_000, InputPlan.OfCount([Lines("a", long.MaxValue)], 1_000_000, static _ => true).Count);
    }

    [Fact]
    public void Any_plan_holds_every_byte_once_and_has_no_empty_part()
    {
        var random = new Random(5);
        for (int round = 0; round < 3000; round++)
        {
            InputFile[] files = [.. Enumerable.Range(0, random.Next(1, 9)).Select(number => random.Next(4) switch
            {
                0 => Lines($"{number}", 0),
                1 => Text($"{number}", random.Next(30)),
                2 => Gzip($"{number}", random.Next(10)),
                _ => Lines($"{number}", random.Next(60)),
            })];
            var plan = random.Next(2) == 0
                ? OfSize(random.Next(1, 50), files)
                : InputPlan.OfCount(files, random.Next(1, 50), static _ => true);
            var parts = Enumerable.Range(0, plan.Count).Select(part => plan[part].Pieces.ToList()).ToList();
            foreach (var (file,
                pieces) in parts.SelectMany(static part => part)
                    .GroupBy(static piece => piece.File)
                    .Select(group => (group.Key, group.ToList())))
            {
                Assert.Equal(0, pieces[0].From);
                Assert.Null(pieces[^1].To);
                Assert.Equal(
                    pieces.Skip(1).Select(piece => (long?)piece.From), pieces.SkipLast(1).Select(piece => piece.To));
                Assert.Equal(file.Length, pieces.Sum(piece => piece.Bytes));
            }

            Assert.Equal(files, parts.SelectMany(static part => part).Select(static piece => piece.File).Distinct());
            Assert.All(parts, part => Assert.Distinct(part.Select(piece => piece.File)));
            if (parts.Count > 1)
                Assert.All(parts, part => Assert.NotEqual(0, part.Sum(piece => piece.Bytes)));
        }
    }

    [Fact]
    public void A_plan_comes_back_from_its_json_which_is_as_small_for_many_files()
    {
        InputFile[] files = [.. Enumerable.Range(0, 100_000).Select(number => Lines($"news/{number:D6}.jsonl", 2500))];
        var plan = InputPlan.OfSize(files, 100_000_000, static _ => true);
        byte[] written = Write(plan);

        using var json = JsonDocument.Parse(written);
        Assert.InRange(written.Length, 50, 300);
        Assert.Equal(plan.Starts, InputPlanJson.Read(json.RootElement, files).Starts);
        // One file more at the front: not the inputs of the plan.
        var error = Assert.Throws<InvalidDataException>(
            () => InputPlanJson.Read(json.RootElement, [Lines("a", 1), .. files]));
        Assert.Contains("news/000000.jsonl", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("[]")]
    [InlineData("{}")]
    [InlineData("[{\"file\":0,\"path\":\"a\"}]")]
    [InlineData("[{\"file\":0,\"path\":\"a\",\"byte\":1}]")]
    [InlineData("[{\"file\":0,\"path\":\"a\",\"byte\":0},{\"file\":0,\"path\":\"a\",\"byte\":10}]")]
    [InlineData(
        "[{\"file\":0,\"path\":\"a\",\"byte\":0},{\"file\":0,\"path\":\"a\",\"byte\":5}," +
        "{\"file\":0,\"path\":\"a\",\"byte\":5}]")]
    [InlineData("[{\"file\":0,\"path\":\"a\",\"byte\":0},{\"file\":1,\"path\":\"b\",\"byte\":1}]")]
    [InlineData("[{\"file\":0,\"path\":\"a\",\"byte\":0},{\"file\":2,\"path\":\"\",\"byte\":0}]")]
    [InlineData("[{\"file\":-1,\"path\":\"\",\"byte\":0}]")]
    [InlineData("[{\"file\":\"0\",\"path\":\"a\",\"byte\":0}]")]
    public void What_is_no_plan_is_refused(string text)
    {
        using var json = JsonDocument.Parse(text);
        Assert.Throws<InvalidDataException>(
            () => InputPlanJson.Read(json.RootElement, [Lines("a", 10), Text("b", 10)]));
    }

    [Fact]
    public void Lines_of_a_file_are_sums_over_its_pieces()
    {
        var plan = OfSize(10, Lines("a", 40), Text("b", 10), Lines("c", 20));
        Assert.Equal(["a[0..10]", "a[10..20]", "a[20..30]", "a[30..]", "b", "c[0..10]", "c[10..]"], Describe(plan));

        var before = new List<PieceLines> { PieceLines.None };
        foreach (var (file, lines) in ((string, long)[])[("a", 3), ("a", 0), ("a", 2), ("a", 7), ("b", 0), ("c", 4)])
            before.Add(before[^1].After(new PieceLines(file, lines)));

        Assert.Equal(new Origin("a", 2), before[0].InFile(new Origin("a", 2)));
        Assert.Equal(new Origin("a", 5), before[2].InFile(new Origin("a", 2)));
        Assert.Equal(new Origin("a", 6), before[3].InFile(new Origin("a", 1)));
        Assert.Equal(new Origin("a", 0), before[3].InFile(new Origin("a", 0)));
        Assert.Equal(new Origin("b", 1), before[4].InFile(new Origin("b", 1)));
        Assert.Equal(new Origin("c", 1), before[5].InFile(new Origin("c", 1)));
        Assert.Equal(new Origin("c", 5), before[6].InFile(new Origin("c", 1)));
    }

    private static byte[] Write(InputPlan plan)
    {
        using var stream = new MemoryStream();
        using (var json = new Utf8JsonWriter(stream))
            InputPlanJson.Write(json, plan);
        return stream.ToArray();
    }
}
