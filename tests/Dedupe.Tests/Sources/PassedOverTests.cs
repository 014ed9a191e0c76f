using Dedupe.Batch;
using Dedupe.Sources;
using Xunit;

namespace Dedupe.Tests.Sources;

public sealed class PassedOverTests : IDisposable
{
    private readonly TempFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void What_is_not_read_is_counted_by_kind()
    {
        string[] names =
        [
            "a.HTML", "b.html", "c.csv", "d.jsonl.bz2", "e.JSON.gz", "README", "f.2024", "g.averylongending",
                ".hidden.txt", ".git/x.txt", ".git/y/z", "story.txt",
        ];
        foreach (string name in names)
            folder.Write(name, "words");
        var source = new FileSource([folder.Root]);
        Assert.Equal(
            [
                (".csv", 1), (".html", 2), (".json.gz", 1), (".jsonl.bz2", 1), ("dotfile", 1), ("in a dot folder", 2),
                    ("no extension", 1), ("other extension", 2),
            ],
            source.PassedOver.Select(static kind => (kind.Key, (int)kind.Value)));
        var files = source.FindPassedOver();
        Assert.Equal(
            files.Select(static file => file.Shown).Order(StringComparer.Ordinal),
            files.Select(static file => file.Shown));
        Assert.Equal(
            new PassedOverFile($"{folder.Root}/d.jsonl.bz2", $"{folder.Root}/d.jsonl.bz2", ".jsonl.bz2"),
            Assert.Single(files, static file => file.Kind == ".jsonl.bz2"));
        Assert.Equal(names.Length, files.Count + source.Files.Count);
    }

    [Fact]
    public void No_file_counts_twice_however_often_it_is_met()
    {
        string named = folder.Write("in/a.html", "words");
        folder.Write("in/b.html", "words");
        Directory.CreateSymbolicLink($"{folder.Root}/again", "in");
        var source = new FileSource(
            [folder.Root, $"{folder.Root}/in", named, $"{folder.Root}/again"], new SourceOptions { Follow = true });
        Assert.Equal($"{folder.Root}/in/b.html", Assert.Single(source.FindPassedOver()).Shown);
        // What was named is rejected, not passed over.
        Assert.Equal(RejectionReason.Unsupported, Assert.Single(source.Inputs).Problem!.Reason);
    }

    [Fact]
    public void Kinds_are_few_whatever_the_names()
    {
        for (int number = 0; number < 300; number++)
            folder.Write($"mail.{number}", "words");
        Assert.Equal(
            ("other extension", 300),
            Assert.Single(new FileSource([folder.Root]).PassedOver.Select(static kind => (kind.Key, (int)kind.Value))));
    }

    [Fact]
    public void A_link_to_a_folder_is_told_and_not_followed()
    {
        folder.Write("elsewhere/story.txt", "words");
        folder.Write("in/own.txt", "words");
        Directory.CreateSymbolicLink($"{folder.Root}/in/link", "../elsewhere");
        var source = new FileSource([$"{folder.Root}/in"]);
        Assert.Equal([$"{folder.Root}/in/own.txt"], source.Files.Select(static file => file.Path));
        Assert.Equal(
            new PassedOverFile($"{folder.Root}/in/link", $"{folder.Root}/in/link", PassedOverFile.LinkToFolder),
            Assert.Single(source.FindPassedOver()));
    }

    [Fact]
    public async Task The_output_folder_of_a_run_is_never_its_input()
    {
        string story = folder.Write("in/story.txt", "one two three four five six");
        // No manifest tells yet what the folder is.
        folder.Write("in/found/notes.jsonl", "{}\n");
        var job = new DedupeJob(
            new JobOptions { Inputs = [$"{folder.Root}/in"], OutputDirectory = $"{folder.Root}/in/found" });
        var result = await job.RunAsync(cancellationToken: TestContext.Current.CancellationToken);
        Assert.Equal(1, result.Summary.Read);
        Assert.Empty(result.Rejections);
        Assert.Equal(story, result.Documents[0].Id);
    }
}
