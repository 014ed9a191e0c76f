using System.Globalization;
using System.Text;
using System.Text.Json;
using Dedupe.Sources;
using Xunit;

namespace Dedupe.Tests.Sources.JsonLines;

public sealed class JsonLinesProperties : IDisposable
{
    private static readonly string[] Pieces =
        ["a", "ß", "中", "𝄞", "\"", "\\", "\n", "\t", "word ", " ", "\u2028", "\0", "/", "<&>", "é", "\ufeff"];

    private static readonly JsonSerializerOptions[] Writers =
    [
        new(), new() { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping },
    ];

    private readonly TempFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task Any_block_size_and_any_read_size_give_the_same_documents()
    {
        var random = new Random(20240301);
        for (int round = 0; round < 40; round++)
        {
            var content = new StringBuilder();
            for (int line = random.Next(12); line >= 0; line--)
                content.Append(RandomLine(random)).Append(random.Next(5) == 0 ? "\r\n" : "\n");
            if (random.Next(2) == 0)
                content.Length -= 1;
            string path = folder.Write($"{round}.jsonl", content.ToString());
            var expected = await Collector.ReadAsync(path);
            for (int blocks = 0; blocks < 12; blocks++)
            {
                int readSize = random.Next(1, 90);
                var environment =
                    new SourceEnvironment { Open = file => new FaultyStream(File.OpenRead(file), () => { }, readSize) };
                var actual = await Collector.ReadAsync(
                    new SourceOptions { BatchBytes = random.Next(1, 300) }, environment, path);
                Assert.Equal(expected.Accepted, actual.Accepted);
                Assert.Equal(expected.Rejected, actual.Rejected);
            }
        }
    }

    [Fact]
    public async Task Accepted_fields_are_what_JsonDocument_reads()
    {
        var random = new Random(7);
        var lines = Enumerable.Range(0, 2000).Select(number => RandomObject(random, number)).ToList();
        string path = folder.Write("news.jsonl", string.Join('\n', lines));
        var read = await Collector.ReadAsync(new SourceOptions { BatchBytes = 5000 }, path);
        Assert.Equal(lines.Count, read.Accepted.Count + read.Rejected.Count);
        Assert.All(read.Rejected, rejection => Assert.Equal(RejectionReason.Empty, rejection.Reason));
        Assert.InRange(read.Rejected.Count, 1, lines.Count / 2);
        foreach (var document in read.Accepted)
        {
            using var json = JsonDocument.Parse(lines[(int)document.Origin.Line - 1]);
            Assert.Equal(json.RootElement.GetProperty("id").ToString(), document.Id);
            // The headline stands for a text that is blank.
            var text = StringOf(json.RootElement, "text");
            Assert.Equal(string.IsNullOrWhiteSpace(text) ? StringOf(json.RootElement, "title") : text, document.Text);
            Assert.Equal(StringOf(json.RootElement, "title"), document.Title);
            Assert.Equal(StringOf(json.RootElement, "source"), document.Source);
        }
    }

    private static string StringOf(JsonElement element, string name) =>
        element.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String
            ? value.GetString()!
            : "";

    private static string RandomLine(Random random) => random.Next(8) switch
    {
        0 => "",
        1 => "{broken",
        2 => "{\"id\":5}",
        _ => RandomObject(random, random.Next()),
    };

    private static string RandomObject(Random random, int number)
    {
        var fields = new List<KeyValuePair<string, object?>>
        {
            new("id",
                random.Next(2) == 0 ? RandomText(random) + number.ToString(CultureInfo.InvariantCulture) : number),
            new("text", RandomText(random)),
        };
        if (random.Next(2) == 0)
            fields.Add(new("title", random.Next(4) == 0 ? null : RandomText(random)));
        if (random.Next(2) == 0)
            fields.Add(new("source", random.Next(4) == 0 ? 3.5 : RandomText(random)));
        if (random.Next(2) == 0)
            fields.Add(new("other", new object[] { RandomText(random), new { id = 1, text = RandomText(random) } }));
        object[] shuffled = [.. fields.Cast<object>()];
        random.Shuffle(shuffled);
        return JsonSerializer.Serialize(
            new Dictionary<string, object?>(
                shuffled.Cast<KeyValuePair<string, object?>>()), Writers[random.Next(Writers.Length)]);
    }

    private static string RandomText(Random random) =>
        string.Concat(Enumerable.Range(0, random.Next(10)).Select(_ => Pieces[random.Next(Pieces.Length)]));
}
