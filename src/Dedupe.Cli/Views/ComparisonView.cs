using System.Text.Json;
using Dedupe.Cli.Report;

namespace Dedupe.Cli.Views;

/// <summary>Two runs over the same input, as tables or as JSON.</summary>
/// <param name="output">Takes it.</param>
internal sealed class ComparisonView(TextWriter output)
{
    /// <summary>Writes tables.</summary>
    public void Write(RunComparison runs)
    {
        output.WriteLine(runs.Changes.Count == 0 ? "Inputs and options are the same." : "What differs:");
        foreach (var change in runs.Changes)
            output.WriteLine($"  {Printable.Of(change)}");
        output.WriteLine($"Clusters: {runs.Clusters.Before} and {runs.Clusters.After}, {runs.Same} the same in both.");
        Write("documents joined a cluster", runs.Joined);
        Write("documents left their cluster", runs.Left);
        Write("clusters were split", runs.Split);
        Write("clusters were made from several", runs.Merged);
        var changes = runs.Pairs.Where(static pair => pair.Key.Before != pair.Key.After).ToList();
        output.WriteLine(
            changes.Count == 0 ? "No pair has another relation." : "Pairs with another relation (- : not found):");
        foreach (var ((before, after), (count, examples)) in changes.OrderByDescending(static one => one.Value.Count))
        {
            output.WriteLine($"  {before} -> {after}: {count}");
            foreach (var (a, b) in examples)
                output.WriteLine($"      {Printable.Of(a)}   {Printable.Of(b)}");
        }
    }

    /// <summary>Writes one JSON object.</summary>
    public void WriteJson(RunComparison runs)
    {
        using var stream = new MemoryStream();
        using (var json = new Utf8JsonWriter(stream, new JsonWriterOptions { Indented = true }))
        {
            json.WriteStartObject();
            Strings(json, "changes", runs.Changes);
            json.WriteNumber("clustersBefore", runs.Clusters.Before);
            json.WriteNumber("clustersAfter", runs.Clusters.After);
            json.WriteNumber("clustersSame", runs.Same);
            Write(json, "joined", runs.Joined);
            Write(json, "left", runs.Left);
            Write(json, "split", runs.Split);
            Write(json, "merged", runs.Merged);
            json.WriteStartArray("pairs");
            foreach (var ((before, after), (count, examples)) in runs.Pairs)
            {
                json.WriteStartObject();
                json.WriteString("before", before);
                json.WriteString("after", after);
                json.WriteNumber("count", count);
                json.WriteStartArray("examples");
                foreach (var (a, b) in examples)
                {
                    json.WriteStartArray();
                    json.WriteStringValue(a);
                    json.WriteStringValue(b);
                    json.WriteEndArray();
                }

                json.WriteEndArray();
                json.WriteEndObject();
            }

            json.WriteEndArray();
            json.WriteEndObject();
        }

        output.WriteLine(System.Text.Encoding.UTF8.GetString(stream.ToArray()));
    }

    private void Write(string what, (int Count, List<string> Examples) change)
    {
        if (change.Count == 0)
            return;
        var more = change.Count > change.Examples.Count ? ", …" : "";
        output.WriteLine($"  {change.Count} {what}: {string.Join(", ", change.Examples.Select(
            static id => Printable.Of(id)))}{more}");
    }

    private static void Write(Utf8JsonWriter json, string name, (int Count, List<string> Examples) change)
    {
        json.WriteStartObject(name);
        json.WriteNumber("count", change.Count);
        Strings(json, "examples", change.Examples);
        json.WriteEndObject();
    }

    private static void Strings(Utf8JsonWriter json, string name, IEnumerable<string> values)
    {
        json.WriteStartArray(name);
        foreach (var value in values)
            json.WriteStringValue(value);
        json.WriteEndArray();
    }
}
