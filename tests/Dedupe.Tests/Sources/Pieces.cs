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
        var last = Enumerable.Repeat(PieceLines.None, plan.Count).ToArray();
        for (int part = plan.Count - 1; part >= 0; part--)
        {
            int number = part;
            var collector = new Collector();
            await foreach (
                var batch in source.ReadPartAsync(
                    plan[part], (piece, passed) => last[number] = new PieceLines(piece.File.Shown, passed),
                    TestContext.Current.CancellationToken))
            {
                using (batch)
                {
                    collector.BatchBytes.Add(batch.Bytes);
                    batch.Read(collector);
                }
            }

            read[part] = collector;
        }

        var before = PieceLines.None;
        var whole = new Collector();
        for (int part = 0; part < plan.Count; part++)
        {
            var lines = before;
            whole.Accepted.AddRange(
                read[part].Accepted.Select(document => document with { Origin = lines.InFile(document.Origin) }));
            whole.Rejected.AddRange(
                read[part].Rejected.Select(rejection => rejection with { Origin = lines.InFile(rejection.Origin) }));
            whole.BatchBytes.AddRange(read[part].BatchBytes);
            whole.Places.AddRange(read[part].Places);
            before = before.After(last[part]);
        }

        return whole;
    }

    /// <summary>Parts together are the whole: documents, rejections, lines and the texts at their places.</summary>
    public static async Task AssertSameAsync(
        Collector expected, SourceOptions options, InputPlan plan, params string[] inputs)
    {
        var actual = await ReadAsync(options, plan, inputs);
        Assert.Equal(expected.Accepted, actual.Accepted);
        Assert.Equal(expected.Rejected, actual.Rejected);
        Assert.Equal(expected.Places, actual.Places);
    }
}
