using System.Formats.Tar;
using System.IO.Compression;
using System.Text;
using Dedupe.Batch;
using Dedupe.Sources;
using Dedupe.Tests.Sources;
using Xunit;

namespace Dedupe.Formats.Tests.Archives;

public sealed class ArchiveFormatTests : IDisposable
{
    private const string Ferry =
        "The ferry to Port Ellery turned back on Monday after its pilot saw smoke above the engine room and called " +
        "the coast guard for help.";

    private static readonly SourceOptions Options = new() { Formats = FormatRegistry.All };

    private static readonly (string Name, byte[] Content)[] Files =
    [
        ("day/a.txt", Encoding.UTF8.GetBytes(Ferry)),
        ("day/b.jsonl.gz", Packed.Gzip($"{{\"id\":\"b\",\"text\":\"{Ferry}\"}}\nno\n")),
        ("c.csv", Encoding.UTF8.GetBytes("id,text\nc,words\n")),
        ("d.jpg", [1, 2, 3]),
        (".hidden.txt", [65]),
        ("e.zip", Zip([("x.txt", [65])])),
        ("f.txt", [.. Encoding.Unicode.GetPreamble(), .. Encoding.Unicode.GetBytes("wide words")]),
    ];

    private readonly TempFolder folder = new();

    public void Dispose() => folder.Dispose();

    private static byte[] Zip((string Name, byte[] Content)[] files)
    {
        using var packed = new MemoryStream();
        using (var archive = new ZipArchive(packed, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach (var (name, content) in files)
            {
                using var entry = archive.CreateEntry(name).Open();
                entry.Write(content);
            }
        }

        return packed.ToArray();
    }

    private static byte[] Tar((string Name, byte[] Content)[] files)
    {
        using var packed = new MemoryStream();
        using (var archive = new TarWriter(packed, leaveOpen: true))
        {
            foreach (var (name, content) in files)
                archive.WriteEntry(
                    new PaxTarEntry(TarEntryType.RegularFile, name) { DataStream = new MemoryStream(content) });
        }

        return packed.ToArray();
    }

    private static byte[] Archive(string name) => Path.GetExtension(name) switch
    {
        ".zip" => Zip(Files),
        ".gz" => Packed.Gzip(Tar(Files)),
        _ => Tar(Files),
    };

    [Theory]
    [InlineData((byte)'L')]
    [InlineData((byte)'x')]
    public async Task A_header_of_three_gigabytes_is_a_fault_of_the_archive(byte type)
    {
        byte[] archive = Tar(Files);
        // Numbers of more than eight gigabytes are binary, with the first bit set.
        archive.AsSpan(124, 12).Clear();
        (archive[124], archive[132]) = (0x80, 0xC0);
        archive[156] = type;
        archive.AsSpan(148, 8).Fill((byte)' ');
        int sum = archive.AsSpan(0, 512).ToArray().Sum(static unit => unit);
        Encoding.ASCII.GetBytes($"{Convert.ToString(sum, 8).PadLeft(6, '0')}\0 ").CopyTo(archive, 148);
        var read = await Collector.ReadAsync(Options, folder.Write("a.tar", archive));
        Assert.Equal("The archive is damaged.", read.Only(RejectionReason.Corrupt).Detail);
    }

    [Theory]
    [InlineData("a.zip")]
    [InlineData("a.tar")]
    [InlineData("a.tar.gz")]
    public async Task Members_are_files(string name)
    {
        string path = folder.Write(name, Archive(name));
        var read = await Collector.ReadAsync(Options, path);

        Assert.Equal([$"{path}!day/a.txt", "b", "c", $"{path}!f.txt"], read.Ids);
        Assert.Equal(
            [($"{path}!day/b.jsonl.gz", 2L), ($"{path}!e.zip", 0L), (path, 0L)],
            read.Rejected.Select(rejection => (rejection.Origin.Source, rejection.Origin.Line)));
        Assert.Equal(
            "2 members are of kinds that are not read: 1 .jpg, 1 dotfile.", read.Rejected[^1].Detail);
    }

    [Theory]
    [InlineData("a.zip")]
    [InlineData("a.tar")]
    [InlineData("a.tar.gz")]
    public async Task Clusters_are_the_same_in_parts_and_filter_keeps_the_archive(string name)
    {
        string path = folder.Write("in/" + name, Archive(name));
        folder.Write("in/z.txt", Ferry);
        var found = new List<string>();
        foreach (int parts in (int[])[0, 3])
        {
            await new DedupeJob(
                new JobOptions
                {
                    Inputs = [folder.Root + "/in"],
                    Source = Options,
                    OutputDirectory = $"{folder.Root}/run{parts}",
                    Parts = parts,
                }).RunAsync(null, TestContext.Current.CancellationToken);
            found.Add(File.ReadAllText($"{folder.Root}/run{parts}/clusters.jsonl"));
        }

        Assert.Contains("\"size\":3", found[0], StringComparison.Ordinal);
        Assert.Equal(found[0], found[1]);
        var result = await new FilterJob(
            new FilterOptions
            {
                RunDirectory = folder.Root + "/run0",
                Inputs = [folder.Root + "/in"],
                OutputDirectory = folder.Root + "/clean",
                Formats = Options.Formats,
            }).RunAsync(TestContext.Current.CancellationToken);
        Assert.Equal(File.ReadAllBytes(path), File.ReadAllBytes(folder.Root + "/clean/" + name));
        Assert.Contains(
            result.Rejections,
            rejection => rejection.Origin.Source == path
                && rejection.Detail!.Contains("kept whole", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("a.zip")]
    [InlineData("a.tar")]
    [InlineData("a.tar.gz")]
    public async Task A_cut_and_a_damage_are_told_and_end_nothing(string name)
    {
        byte[] whole = Archive(name);
        folder.Write("good.txt", "good");
        for (int at = 1; at < whole.Length; at += whole.Length / 60)
        {
            var cut = await Collector.ReadAsync(Options, folder.Write(name, whole[..at]), folder.Root + "/good.txt");
            Assert.Contains(folder.Root + "/good.txt", cut.Ids);
            byte[] damaged = [.. whole];
            damaged[at] ^= 0x21;
            var read = await Collector.ReadAsync(Options, folder.Write(name, damaged), folder.Root + "/good.txt");
            Assert.Contains(folder.Root + "/good.txt", read.Ids);
            Assert.True(read.Rejected.Count > 0, $"{at} of {whole.Length}");
        }
    }

    [Fact]
    public async Task What_becomes_far_larger_is_given_up()
    {
        string path = folder.Write(
            "a.zip", Zip([("a.txt", [65]), ("b.jsonl", new byte[100 << 20]), ("c.txt", [65])]));
        var read = await Collector.ReadAsync(Options, path);
        Assert.Equal([path + "!a.txt"], read.Ids);
        Assert.Contains(
            read.Rejected,
            rejection => rejection.Reason == RejectionReason.Oversized
                && rejection.Detail!.StartsWith("The archive becomes more", StringComparison.Ordinal));
    }
}
