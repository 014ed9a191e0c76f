using System.Text;
using Dedupe.Batch;
using Dedupe.Sources;
using Dedupe.Tests.Sources;
using Xunit;

namespace Dedupe.Formats.Tests.Packings;

/// <summary>Files as other people's packers write them.</summary>
public sealed class PackingTests : IDisposable
{
    private const int Lines = 40;

    // Packed.Lines(0, 40), by bzip2 1.0 and by xz 5.
    private static readonly byte[] Bzip2 = Convert.FromBase64String(
        "QlpoOTFBWSZTWQbCSmwAAxLZgAAQUAR/8BcjnmpAAbuZnOBhm1M9UpgmQ00yYRU/0NNSelAABoEP1KJpMoAAGgFSVDxNTRDQ9Q00" +
        "2p/VVXXz6qLLLLLLALLLKVSoqpVFUlUeRGmdevHp17cL+2O2Lcr37X0xnGOV75vfNsY4Z0008CNhG4jYRsI09Krpzxv8YYYuEgAC" +
        "gEwAEkkoLrpTZUeBwkAAUAmAAkkl6Amype7u1WsZoZFYiOnTKg4krUgUbScyY33xzM77axnWBW8nEhQZksNsTWExMZxmDmSuJAo0" +
        "727sKUHNqGNJHLkIUFNXlErQ4gMhsqKOmVRrBwRYIijL4l4U1IsWGUoO+XiMAs2tc6XvbHHOvC1s8cLVrV9gjuI7iPwR8CPAiwjy" +
        "I0COQjwIsIsI3EUI3EbiLCP4RuIsI/xdyRThQkAbCSmw");

    private static readonly byte[] Xz = Convert.FromBase64String(
        "/Td6WFoAAATm1rRGAgAhARYAAAB0L+Wj4AZ0ASBdAD2IiSaBk1Ou19HSonxX7+2V4vOTrAWBXbWloaE2MyYomJ6rHjVCWvQwZlLf" +
        "xORkHjgZNSbUkE4CHyug9af3iiTIgNmjOrdtx+mgPrr8Mn9qe2YaBEfQYdvjO/kKMShWF87GaQEfmFPA64bAqTJKGTpX/Da+11Lu" +
        "tVe0MF5DeEYsJwfsZ5MmO1pbs+pUbuMy3yosRiLhLokgEpSF8ZO4wbd73FxnjiUmD7Hunzg4/lxCtXcpDemoLRhaCdt8gEwmp7AR" +
        "TXVqgH9TuPtVq2efhtWLomqNv+Q/vNbRtI/xLCkhOASg3yUnBYi8C2IZ+uZ+XiTz5aC4yYJUwpncQ5tTzZO0rHlgnDP4JxIjzXw6" +
        "wHikvEySSYiCffAHeRB2Hrhj4wA12jZsGaZNiQABvAL1DAAAQks/bLHEZ/sCAAAAAARZWg==");

    private static readonly SourceOptions Options = new() { Formats = FormatRegistry.All };

    private readonly TempFolder folder = new();

    public void Dispose() => folder.Dispose();

    private static byte[] Of(string packing) => packing == "bz2" ? Bzip2 : Xz;

    [Theory]
    [InlineData("bz2")]
    [InlineData("xz")]
    public async Task What_other_packers_write_is_read(string packing)
    {
        byte[] twice = [.. Of(packing), .. Of(packing)];
        var read = await Collector.ReadAsync(Options, folder.Write("a.jsonl." + packing, twice));
        Assert.Empty(read.Rejected);
        Assert.Equal(Enumerable.Range(0, Lines).Select(n => $"{n}"), read.Ids.Take(Lines));
        Assert.Equal(2 * Lines, read.Accepted.Count);
    }

    [Theory]
    [InlineData("bz2")]
    [InlineData("xz")]
    public async Task Standard_input_is_known_by_its_first_bytes(string packing)
    {
        var environment = new SourceEnvironment { OpenStandardInput = () => new MemoryStream(Of(packing)) };
        Assert.Equal(Lines, (await Collector.ReadAsync(Options, environment, "-")).Accepted.Count);
    }

    [Theory]
    [InlineData("bz2")]
    [InlineData("xz")]
    public async Task A_cut_and_a_damage_are_told_at_every_byte(string packing)
    {
        byte[] whole = Of(packing);
        // The library does not check the index of xz, on which no content depends.
        for (int at = 1; at < whole.Length - 24; at += 7)
        {
            var cut = await Collector.ReadAsync(Options, folder.Write("cut.jsonl." + packing, whole[..at]));
            Assert.Contains(
                cut.Rejected,
                rejection => rejection.Reason is RejectionReason.Truncated or RejectionReason.Corrupt);
            byte[] damaged = [.. whole];
            damaged[at] ^= 0x10;
            var read = await Collector.ReadAsync(Options, folder.Write("bad.jsonl." + packing, damaged));
            Assert.True(read.Rejected.Count > 0, $"{at} of {whole.Length}");
        }
    }

    [Theory]
    [InlineData("bz2", 2, 1)]
    [InlineData("xz", 40, 0)]
    public async Task What_can_be_packed_is_filtered(string packing, int kept, int removed)
    {
        const string Ferry =
            "The ferry to Port Ellery turned back on Monday after its pilot saw smoke above the engine room and " +
            "called the coast guard for help.";
        byte[] packed = packing == "bz2" ? Pack($"id,text\na,{Ferry}\nb,{Ferry}\nc,other\n") : Xz;
        string path = folder.Write("in/a.csv." + packing, packed);
        if (packing == "xz")
        {
            // A file that is not written again, with documents that would go.
            path = folder.Write("in/a.jsonl.xz", packed);
            File.Delete(folder.Root + "/in/a.csv.xz");
            (kept, removed) = (Lines, 0);
        }

        await new DedupeJob(
            new JobOptions { Inputs = [path], Source = Options, OutputDirectory = folder.Root + "/run" })
            .RunAsync(null, TestContext.Current.CancellationToken);
        var result = await new FilterJob(
            new FilterOptions
            {
                RunDirectory = folder.Root + "/run",
                Inputs = [path],
                OutputDirectory = folder.Root + "/clean",
                Formats = Options.Formats,
            }).RunAsync(TestContext.Current.CancellationToken);

        Assert.Equal((kept, removed), ((int)result.Counts.Kept, (int)result.Counts.Removed));
        var read = await Collector.ReadAsync(Options, $"{folder.Root}/clean/{Path.GetFileName(path)}");
        Assert.Equal(kept, read.Accepted.Count);
    }

    private static byte[] Pack(string content)
    {
        using var packed = new MemoryStream();
        using (var stream = new ICSharpCode.SharpZipLib.BZip2.BZip2OutputStream(packed) { IsStreamOwner = false })
            stream.Write(Encoding.UTF8.GetBytes(content));
        return packed.ToArray();
    }
}
