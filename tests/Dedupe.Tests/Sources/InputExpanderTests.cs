using System.Diagnostics;
using Dedupe.Batch;
using Dedupe.Sources;
using Xunit;

namespace Dedupe.Tests.Sources;

public sealed class InputExpanderTests : IDisposable
{
    private readonly TempFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task A_folder_gives_its_files_below_in_order_and_no_others()
    {
        foreach (string name in new[] { "b.txt", "a/z.md", "a/A.TXT", "a/photo.jpg", ".hidden.txt", ".git/x.txt",
            "README" })
            folder.Write(name, "words of " + name);
        var read = await Collector.ReadAsync(folder.Root + "/");
        Assert.Equal([$"{folder.Root}/a/A.TXT", $"{folder.Root}/a/z.md", $"{folder.Root}/b.txt"], read.Ids);
        Assert.Empty(read.Rejected);
        Assert.Equal("words of a/z.md", read.Accepted[1].Text);
        Assert.Equal(new Origin($"{folder.Root}/b.txt", 1), read.Accepted[2].Origin);
    }

    [Fact]
    public async Task The_order_of_arguments_makes_no_difference_and_no_file_is_read_twice()
    {
        string a = folder.Write("a.txt", "one");
        string b = folder.Write("sub/b.txt", "two");
        string missing = folder.Root + "/none.txt";
        string[] inputs = [b, folder.Root, missing, a, $"{folder.Root}/sub/../a.txt", missing];
        var forward = await Collector.ReadAsync(inputs);
        var backward = await Collector.ReadAsync([.. inputs.Reverse()]);
        Assert.Equal([a, b], forward.Ids);
        Assert.Equal(forward.Accepted, backward.Accepted);
        Assert.Equal(forward.Rejected, backward.Rejected);
        Assert.Equal(missing, forward.Only(RejectionReason.Missing).Origin.Source);
    }

    [Theory]
    [InlineData("nothing/here.txt")]
    [InlineData("nothing-here")]
    public async Task A_missing_path_is_told_and_the_rest_is_read(string name)
    {
        string good = folder.Write("good.txt", "words");
        var read = await Collector.ReadAsync($"{folder.Root}/{name}", good, "");
        Assert.Equal([good], read.Ids);
        Assert.Equal(2, read.Rejected.Count);
        Assert.All(read.Rejected, rejection => Assert.Equal(RejectionReason.Missing, rejection.Reason));
    }

    [Fact]
    public async Task A_named_file_of_unknown_kind_is_unsupported()
    {
        string path = folder.Write("story.doc", "words");
        var rejection = (await Collector.ReadAsync(path)).Only(RejectionReason.Unsupported);
        Assert.Contains(".jsonl", rejection.Detail, StringComparison.Ordinal);
        Assert.Equal(new Origin(path, 0), rejection.Origin);
    }

    [Fact]
    public async Task A_loop_of_symbolic_links_ends_and_real_folders_come_first()
    {
        folder.Write("b/story.txt", "words");
        Directory.CreateSymbolicLink($"{folder.Root}/b/loop", folder.Root);
        Directory.CreateSymbolicLink($"{folder.Root}/a", "b");
        Directory.CreateSymbolicLink($"{folder.Root}/b/up", "..");
        foreach (bool follow in new[] { false, true })
        {
            var read = await Collector.ReadAsync(
                new SourceOptions { Follow = follow }, new SourceEnvironment(), folder.Root);
            Assert.Equal([$"{folder.Root}/b/story.txt"], read.Ids);
            Assert.Empty(read.Rejected);
        }
    }

    [Fact]
    public async Task A_run_directory_inside_a_folder_is_left_out()
    {
        string story = folder.Write("in/story.txt", "words");
        string other = folder.Write("in/other/a.txt", "words");
        // Not every run.json is a manifest.
        folder.Write("in/other/run.json", "{\"distance\": 10, \"hashFamilyVersion\": 1}");
        await new DedupeJob(new JobOptions { Inputs = [story, other], OutputDirectory = $"{folder.Root}/in/run" })
            .RunAsync(cancellationToken: TestContext.Current.CancellationToken);
        Directory.CreateSymbolicLink($"{folder.Root}/in/link", "run");
        var read = await Collector.ReadAsync($"{folder.Root}/in");
        Assert.Equal([other, story], read.Ids);
        Assert.Empty(read.Rejected);
        // Named itself, it is read.
        Assert.NotEmpty((await Collector.ReadAsync($"{folder.Root}/in/run")).Rejected);
    }

    [Fact]
    public async Task A_linked_folder_elsewhere_is_followed_when_asked_for_even_through_links_on_its_way()
    {
        folder.Write("elsewhere/deep/story.txt", "words");
        Directory.CreateSymbolicLink($"{folder.Root}/way", $"{folder.Root}/elsewhere");
        Directory.CreateDirectory($"{folder.Root}/top");
        Directory.CreateSymbolicLink($"{folder.Root}/top/link", "../way/deep/../deep");
        Directory.CreateSymbolicLink($"{folder.Root}/top/again", $"{folder.Root}/elsewhere/deep");
        var read = await Collector.ReadAsync(
            new SourceOptions { Follow = true }, new SourceEnvironment(), folder.Root + "/top");
        Assert.Equal([$"{folder.Root}/top/again/story.txt"], read.Ids);
        Assert.Empty((await Collector.ReadAsync(folder.Root + "/top")).Ids);
        // A link that was named itself is a folder like any other.
        Assert.Equal([$"{folder.Root}/top/link/story.txt"], (await Collector.ReadAsync(folder.Root + "/top/link")).Ids);
    }

    [Fact]
    public async Task A_linked_file_is_read_and_one_that_leads_nowhere_is_unreadable()
    {
        folder.Write("elsewhere/real.txt", "words");
        Directory.CreateDirectory($"{folder.Root}/in");
        File.CreateSymbolicLink($"{folder.Root}/in/link.txt", "../elsewhere/real.txt");
        File.CreateSymbolicLink($"{folder.Root}/in/dangling.txt", "nowhere");
        File.CreateSymbolicLink($"{folder.Root}/in/dangling2.txt", "nowhere");
        File.CreateSymbolicLink($"{folder.Root}/in/circle.txt", "circle.txt");
        var read = await Collector.ReadAsync($"{folder.Root}/in");
        Assert.Equal([$"{folder.Root}/in/link.txt"], read.Ids);
        Assert.Equal(
            [
                $"{folder.Root}/in/circle.txt", $"{folder.Root}/in/dangling.txt", $"{folder.Root}/in/dangling2.txt",
            ],
            read.Rejected.Select(rejection => rejection.Origin.Source));
        Assert.All(read.Rejected, rejection => Assert.Equal(RejectionReason.Unreadable, rejection.Reason));
        Assert.All(read.Rejected, rejection => Assert.NotEmpty(rejection.Detail!));
        var named = await Collector.ReadAsync($"{folder.Root}/in/dangling.txt");
        named.Only(RejectionReason.Unreadable);
    }

    [Fact]
    public async Task A_link_to_what_is_read_never_stands_in_its_place()
    {
        const string Items = "{\"id\": \"1\", \"text\": \"words\"}\n";
        string real = folder.Write("in/z.jsonl", Items);
        folder.Write("elsewhere/one.jsonl", Items.Replace("1", "2", StringComparison.Ordinal));
        File.CreateSymbolicLink($"{folder.Root}/in/a.jsonl", "z.jsonl");
        File.CreateSymbolicLink($"{folder.Root}/in/b.jsonl", $"{folder.Root}/way/a.jsonl");
        Directory.CreateSymbolicLink($"{folder.Root}/way", "in");
        File.CreateSymbolicLink($"{folder.Root}/in/c.jsonl", "../elsewhere/one.jsonl");
        File.CreateSymbolicLink($"{folder.Root}/in/d.jsonl", "../elsewhere/one.jsonl");
        foreach (string input in new[] { "in", "way" })
        {
            var source = new FileSource([$"{folder.Root}/{input}"]);
            Assert.Equal(
                [$"{folder.Root}/{input}/c.jsonl", $"{folder.Root}/{input}/z.jsonl"],
                source.Files.Select(static file => file.Path));
            Assert.Equal(
                [(PassedOverFile.LinkToInput, 3L)],
                source.PassedOver.Select(static kind => (kind.Key, kind.Value)));
        }

        var job = await new DedupeJob(new JobOptions { Inputs = [$"{folder.Root}/in"] }).RunAsync(
            cancellationToken: TestContext.Current.CancellationToken);
        Assert.Empty(job.Rejections);
        // What was named is meant, and what is known already is not told of again.
        Assert.Equal([real, $"{folder.Root}/in/a.jsonl"], new FileSource([real, $"{folder.Root}/in/a.jsonl"])
            .Files.Select(static file => file.Path).OrderDescending(StringComparer.Ordinal));
        var expander = new InputExpander(
            new SourceOptions(), new SourceEnvironment(), new RetryPolicy(new SourceOptions(), TimeProvider.System))
        { Skips = path => path == real };
        Assert.Equal(
            [$"{folder.Root}/in/c.jsonl"], expander.Expand([$"{folder.Root}/in"]).Select(static file => file.Shown));
    }

    [Fact]
    public async Task A_pipe_in_a_folder_is_not_waited_for_and_a_named_one_is_read()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows has no pipes with names in folders.");
        string good = folder.Write("in/good.txt", "words");
        string pipe = $"{folder.Root}/in/pipe.txt";
        using (var make = Process.Start("mkfifo", [pipe]))
            await make.WaitForExitAsync(TestContext.Current.CancellationToken);
        File.CreateSymbolicLink($"{folder.Root}/in/run.json", "pipe.txt");

        // Opening a pipe blocks its thread, so the reading has one of its own.
        var reading = Task.Run(() => Collector.ReadAsync(folder.Root), TestContext.Current.CancellationToken);
        var read = await reading.WaitAsync(TimeSpan.FromSeconds(20), TestContext.Current.CancellationToken);

        Assert.Equal([good], read.Ids);
        Assert.Equal(pipe, read.Only(RejectionReason.Unreadable).Origin.Source);

        var named = Task.Run(() => Collector.ReadAsync(pipe), TestContext.Current.CancellationToken);
        await Task.Run(() => File.AppendAllText(pipe, "news"), TestContext.Current.CancellationToken)
            .WaitAsync(TimeSpan.FromSeconds(20), TestContext.Current.CancellationToken);
        var piped = await named.WaitAsync(TimeSpan.FromSeconds(20), TestContext.Current.CancellationToken);
        Assert.Equal("news", Assert.Single(piped.Accepted).Text);
    }

    [Fact]
    public async Task A_file_named_with_a_newline_is_read()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows has no such names.");
        string path = folder.Write("two\nlines.txt", "words");
        var read = await Collector.ReadAsync(folder.Root, path);
        Assert.Equal([path], read.Ids);
        Assert.Empty(read.Rejected);
    }

    [Fact]
    public async Task A_folder_that_cannot_be_listed_is_unreadable_and_its_neighbours_are_read()
    {
        string good = folder.Write("good.txt", "words");
        folder.Write("locked/hidden.txt", "words");
        var environment = new SourceEnvironment
        {
            List = where => where.Name == "locked"
                ? throw new UnauthorizedAccessException("Access is denied.")
                : where.GetFileSystemInfos(),
        };
        var read = await Collector.ReadAsync(new SourceOptions(), environment, folder.Root);
        Assert.Equal([good], read.Ids);
        Assert.Equal($"{folder.Root}/locked", read.Only(RejectionReason.Unreadable).Origin.Source);
    }

    [Fact]
    public void The_list_of_files_tells_names_and_lengths()
    {
        string a = folder.Write("a.txt", "12345");
        File.CreateSymbolicLink($"{folder.Root}/b.txt", "a.txt");
        var source = new FileSource([folder.Root, "-", folder.Root + "/none", $"{folder.Root}/b.txt"]);
        Assert.Equal(
            [new SourceFile("-", null), new SourceFile(a, 5), new SourceFile($"{folder.Root}/b.txt", 5)], source.Files);
    }
}
