using Dedupe.Sources;
using Xunit;

namespace Dedupe.Tests.Sources;

/// <summary>Reads inputs part by part, the last one first: no part needs another.</summary>
internal static class Pieces
{
    public static async Task<Collector> ReadAsync(SourceOptions options, InputPlan plan, params string[] inputs)
    {
        var source = new FileSource(inputs, options);
        var read = new Collector[plan.Count];
        var lines = new long[plan.Count];
        for (int part = plan.Count - 1; part >= 0; part--)
        {
            int number = part;
            var collector = new Collector();
            await foreach (var batch in source.ReadPartAsync(plan[part], (_, passed) => lines[number] = passed, TestContext.Current.CancellationToken))
            {
                using (batch)
                {
                    collector.BatchBytes.Add(batch.Bytes);
                    batch.Read(collector);
                }
            }

            read[part] = collector;
        }

        var absolute = new PieceLines(plan, lines);
        var whole = new Collector();
        for (int part = 0; part < plan.Count; part++)
        {
            whole.Accepted.AddRange(read[part].Accepted.Select(document => document with { Origin = absolute.InFile(part, document.Origin) }));
            whole.Rejected.AddRange(read[part].Rejected.Select(rejection => rejection with { Origin = absolute.InFile(part, rejection.Origin) }));
            whole.BatchBytes.AddRange(read[part].BatchBytes);
            whole.Places.AddRange(read[part].Places);
        }

        return whole;
    }

    /// <summary>Parts together are the whole: documents, rejections, lines and the texts at their places.</summary>
    public static async Task AssertSameAsync(Collector expected, SourceOptions options, InputPlan plan, params string[] inputs)
    {
        var actual = await ReadAsync(options, plan, inputs);
        Assert.Equal(expected.Accepted, actual.Accepted);
        Assert.Equal(expected.Rejected, actual.Rejected);
        Assert.Equal(expected.Places, actual.Places);
    }
}
