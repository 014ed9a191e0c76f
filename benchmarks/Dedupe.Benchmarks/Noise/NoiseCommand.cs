using System.Text.Encodings.Web;
using System.Text.Json;
using Dedupe.Benchmarks.Corpus;

namespace Dedupe.Benchmarks.Noise;

/// <summary>
/// <c>noise</c>: the texts of a JSON lines file as a poor scan would read them; the other fields stay as they are.
/// </summary>
internal static class NoiseCommand
{
    private const ulong Purpose = 0x4E4F495345;

    private static readonly JsonWriterOptions Plainly = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Runs it.</summary>
    public static int Run(Arguments line)
    {
        var input = line.Need("in");
        var output = line.Need("out");
        var perMille = line.Number("percent", 3) * 10;
        var seed = (ulong)line.Number("seed", 1);
        var field = line.Find("field") ?? "text";
        Func<string, Draw, int, string> misread = (line.Find("kind") ?? "shapes") switch
        {
            "shapes" => Confusions.Misread,
            "random" => RandomErrors.Misread,
            var other => throw new UsageException($"--kind is shapes or random, not {other}."),
        };
        line.End();

        using var target = new BufferedStream(File.Create(output), 1 << 20);
        var number = 0;
        foreach (var article in File.ReadLines(input))
        {
            using var json = JsonDocument.Parse(article);
            using var writer = new Utf8JsonWriter(target, Plainly);
            var draw = new Draw(seed, Purpose, (ulong)number++);
            writer.WriteStartObject();
            foreach (var property in json.RootElement.EnumerateObject())
            {
                if (property.NameEquals(field))
                    writer.WriteString(field, misread(property.Value.GetString()!, draw, perMille));
                else
                    property.WriteTo(writer);
            }

            writer.WriteEndObject();
            writer.Flush();
            target.WriteByte((byte)'\n');
        }

        Console.Error.WriteLine($"{output}: {number} documents, {perMille / 10} % of the characters misread");
        return 0;
    }
}
