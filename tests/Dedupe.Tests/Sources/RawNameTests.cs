using System.Diagnostics;
using Dedupe.Batch;
using Dedupe.Sources;
using Xunit;

namespace Dedupe.Tests.Sources;

/// <summary>File names with bytes that are not UTF-8.</summary>
public sealed class RawNameTests : IDisposable
{
    private readonly TempFolder folder = new();

    // .NET cannot delete such files either.
    public void Dispose()
    {
        Shell($"rm -rf '{folder.Root}'/*");
        folder.Dispose();
    }

    [Theory]
    [InlineData(@"caf\xE9.txt", new byte[] { 0x63, 0x61, 0x66, 0xE9, 0x2E, 0x74, 0x78, 0x74 })]
    [InlineData(@"caf\x5CxE9", new byte[] { 0x63, 0x61, 0x66, 0x5C, 0x78, 0x45, 0x39 })]
    [InlineData(@"\x", new byte[] { 0x5C, 0x78 })]
    [InlineData(@"a\xed", new byte[] { 0x61, 0x5C, 0x78, 0x65, 0x64 })]
    [InlineData(@"\xED\xA0\x80", new byte[] { 0xED, 0xA0, 0x80 })]
    [InlineData(@"\xF0\x9F\x98x", new byte[] { 0xF0, 0x9F, 0x98, 0x78 })]
    [InlineData("\U0001F600\uFFFD\\xFF", new byte[] { 0xF0, 0x9F, 0x98, 0x80, 0xEF, 0xBF, 0xBD, 0xFF })]
    public void A_name_is_shown_so_that_it_can_be_read_back(string shown, byte[] name)
    {
        string path = RawPath.OfBytes(name);
        Assert.Equal(shown, RawPath.Show(path));
        Assert.Equal(path, RawPath.OfShown(shown));
        Assert.Equal([.. name, 0], RawPath.ToBytes(path));
    }

    [Fact]
    public void No_two_names_are_shown_alike()
    {
        byte[] alphabet = [0x5C, 0x78, 0x43, 0x35, 0xC3, 0xA9, 0xE9];
        var shown = new HashSet<string>(StringComparer.Ordinal);
        int names = 0;
        for (int number = 0; number < 7 * 7 * 7 * 7 * 7 * 7; number++)
        {
            byte[] name = [.. Enumerable.Range(0, 6).Select(place => alphabet[number / (int)Math.Pow(7, place) % 7])];
            string path = RawPath.OfBytes(name);
            Assert.True(shown.Add(RawPath.Show(path)));
            Assert.Equal([.. name, 0], RawPath.ToBytes(path));
            names++;
        }

        Assert.Equal(names, shown.Count);
    }

    [Fact]
    public async Task Files_and_folders_with_such_names_are_read_and_read_again()
    {
        Assert.SkipUnless(RawFiles.IsUsable, "Only Linux has names of any bytes.");
        string text = string.Join(' ', Enumerable.Range(0, 60).Select(static number => $"word{number}"));
        Shell($$"""
            cd '{{folder.Root}}'
            e=$(printf '\351'); f=$(printf '\352')
            mkdir "d$e" && mkdir "d$f"
            for file in "caf$e.txt" "caf$f.txt" "d$e/in.txt" "d$f/in.txt" 'caf\xE9.txt' "x$e.html"; do
              printf '%s' '{{text}}' > "$file"
            done
            ln -s "caf$e.txt" link.txt
            """);
        string[] ids =
            [@"caf\x5CxE9.txt", @"caf\xE9.txt", @"caf\xEA.txt", @"d\xE9/in.txt", @"d\xEA/in.txt"];
        string[] expected = [.. ids.Select(id => $"{folder.Root}/{id}").Order(StringComparer.Ordinal)];
        var read = await Collector.ReadAsync(folder.Root);
        Assert.Empty(read.Rejected);
        Assert.Equal(expected, read.Ids);
        Assert.Equal(
            [$"{folder.Root}/link.txt", $@"{folder.Root}/x\xE9.html"],
            new FileSource([folder.Root]).FindPassedOver().Select(static file => file.Shown));

        // A run reads texts a second time to verify, and looks at each file for its manifest.
        var job = new DedupeJob(
            new JobOptions { Inputs = [folder.Root], OutputDirectory = $"{folder.Root}/found", Parts = 3 });
        var result = await job.RunAsync(cancellationToken: TestContext.Current.CancellationToken);
        Assert.Equal(ids.Length, result.Summary.Accepted);
        Assert.Equal(ids.Length, Assert.Single(result.Clusters).Members.Count);

        // What is shown can be named.
        Assert.Equal([expected[1]], (await Collector.ReadAsync(expected[1])).Ids);
        Assert.Equal([$@"{folder.Root}/d\xE9/in.txt"], (await Collector.ReadAsync($@"{folder.Root}/d\xE9")).Ids);
    }

    [Fact]
    public async Task A_loop_of_links_with_such_names_ends()
    {
        Assert.SkipUnless(RawFiles.IsUsable, "Only Linux has names of any bytes.");
        folder.Write("a.txt", "words");
        Shell($"""cd '{folder.Root}'; e=$(printf '\351'); ln -s . "l$e"; ln -s "l$e" b""");
        var read = await Collector.ReadAsync(new SourceOptions { Follow = true }, new SourceEnvironment(), folder.Root);
        Assert.Equal([$"{folder.Root}/a.txt"], read.Ids);
        Assert.Empty(read.Rejected);
    }

    private static void Shell(string script)
    {
        using var shell =
            Process.Start(
                new ProcessStartInfo("sh", ["-c", script]) { UseShellExecute = false, RedirectStandardError = true })!;
        string error = shell.StandardError.ReadToEnd();
        Assert.True(shell.WaitForExit(TimeSpan.FromSeconds(20)), "sh did not end.");
        Assert.True(shell.ExitCode == 0, error);
    }
}
