using Xunit;

namespace Dedupe.Acceptance;

/// <summary>Wrong usage is 2, failure 4, each with one clear line and nothing on standard output.</summary>
public sealed class CliUsageTests
{
    [Theory]
    [InlineData("", "Which command? Such as: dedupe cluster articles/")]
    [InlineData("bogus", "There is no command 'bogus'.")]
    [InlineData("clusterr x", "There is no command 'clusterr'; did you mean 'cluster'?")]
    [InlineData("help clustr", "There is no command 'clustr'; did you mean 'cluster'?")]
    [InlineData("seeds", "To look for copies in it: dedupe cluster seeds")]
    [InlineData("--helpp", "There is no option '--helpp' before a command; did you mean '--help'?")]
    [InlineData("cluster", "'dedupe cluster' needs INPUT.\nSuch as: dedupe cluster articles/")]
    [InlineData("cluster a --bogus", "There is no option '--bogus' of 'dedupe cluster'.")]
    [InlineData("cluster a --treshold 0.5", "'--treshold' of 'dedupe cluster'; did you mean '--threshold'?")]
    [InlineData("cluster --treshold=0.5 a", "'--treshold' of 'dedupe cluster'; did you mean '--threshold'?")]
    [InlineData("cluster seeds -output x", "'-output' of 'dedupe cluster'; did you mean '--output'?")]
    [InlineData("curve --recal 0.9", "'--recal' of 'dedupe curve'; did you mean '--recall'?")]
    [InlineData("eval --label a --input b", "'--label' of 'dedupe eval'; did you mean '--labels'?")]
    [InlineData("info x", "'dedupe info' takes no 'x'")]
    [InlineData("cluster nofile", "No such file or folder: 'nofile'.")]
    [InlineData("cluster seeds no1 no2 no3 no4 no5", "No such file or folder: 'no1', 'no2', 'no3' and 2 more.")]
    [InlineData("plan seeds no1 -o b", "No such file or folder: 'no1'.")]
    [InlineData("sample no1 -o b", "No such file or folder: 'no1'.")]
    [InlineData("compare no1 no2", "No such file or folder: 'no1', 'no2'.")]
    [InlineData("eval --labels no1 --input seeds", "--labels: there is no file 'no1'.")]
    [InlineData("tune --labels seeds --input seeds", "--labels takes a file, and 'seeds' is a folder.")]
    [InlineData("cluster seeds --options no1", "--options: there is no file 'no1'.")]
    [InlineData("cluster seeds --agencies no1", "--agencies: there is no file 'no1'.")]
    [InlineData("cluster seeds -o b --against no1", "--against: there is no folder 'no1'.")]
    [InlineData("filter no1 seeds -o b", "there is no folder 'no1'.")]
    [InlineData("status no1", "there is no folder 'no1'.")]
    [InlineData("status README.md", "DIR takes a run directory, and 'README.md' is a file.")]
    [InlineData("stage sign no1", "there is no folder 'no1'.")]
    [InlineData("cluster a --threshold 0", "--threshold takes a number above 0 and at most 1, not '0'")]
    [InlineData("cluster a --threshold 1.1", "--threshold takes")]
    [InlineData("cluster a --threshold high", "not 'high'")]
    [InlineData("cluster a --threshold NaN", "not 'NaN'")]
    [InlineData("cluster a --shingle 0", "--shingle takes a whole number from 1 to 32")]
    [InlineData("cluster a --threads -1", "--threads takes")]
    [InlineData("cluster a --memory 4XB", "4GB, 512MB, 300MiB or plain bytes, at least 64 kB, not '4XB'")]
    [InlineData("cluster a --max-document 2GiB", "at most 536.9 MB")]
    [InlineData("cluster a --memory", "'--memory'")]
    [InlineData("cluster a --policy", "'--policy'")]
    [InlineData("cluster a --policy newest", "'newest'")]
    [InlineData("cluster a --policy preferred-source", "--prefer")]
    [InlineData("cluster a --options", "'--options'")]
    [InlineData("cluster a --cluster ring", "--cluster takes star or components, not 'ring'")]
    [InlineData("cluster a --stdin-format xml", "--stdin-format takes jsonl, text, wet, ")]
    [InlineData("cluster a --retries many", "--retries takes")]
    [InlineData("cluster a --resume", "run directory")]
    [InlineData("cluster - --resume -o out", "Standard input")]
    [InlineData("cluster a --slurm --tasks 2", "-o DIR")]
    [InlineData("cluster a -o b --slurm", "--tasks N")]
    [InlineData("cluster a -o b --tasks 2", "--slurm")]
    [InlineData("cluster - -o b --slurm --tasks 2", "Standard input")]
    [InlineData("cluster a -o b --slurm --tasks 2 --fail-on-duplicates", "--fail-on-duplicates")]
    [InlineData("plan a", "--output")]
    [InlineData("plan - -o b", "Standard input")]
    [InlineData("plan a -o b --parts x", "--parts takes")]
    [InlineData("stage bogus a", "STAGE takes sign, merge")]
    [InlineData("stage sign a --tier near", "has no tier")]
    [InlineData("stage group a", "needs --tier")]
    [InlineData("stage group a --tier far", "--tier takes near, story or reuse, not 'far'")]
    [InlineData("stage sign a --rank 3 --of 3", "no rank 3 of 3")]
    [InlineData("stage sign a --rank 3", "--rank needs --of")]
    [InlineData("stage sign a --of 3", "--of needs --rank")]
    [InlineData("stage all a --rank 0 --of 1", "by one process")]
    [InlineData("stage sign", "'dedupe stage' needs DIR.")]
    [InlineData("status", "'dedupe status' needs DIR.")]
    [InlineData("compare a", "'dedupe compare' needs FILE_B.")]
    [InlineData("eval --labels a", "--input")]
    [InlineData("eval --input a", "--labels")]
    [InlineData("tune --labels a", "--input")]
    [InlineData("tune --labels a --input b --folds 1", "--folds takes a whole number from 2 to 1000")]
    [InlineData("tune --labels a --input b --near-only", "--near-only")]
    [InlineData("sample a", "--output")]
    [InlineData("sample a -o b -n 0", "--count takes")]
    [InlineData("curve --recall 1", "--recall takes a number above 0 and below 1")]
    [InlineData("curve --signature 3", "--signature takes")]
    public async Task WrongUsageIsTold(string arguments, string message)
    {
        var run = await Cli.Run(arguments.Split(' ', StringSplitOptions.RemoveEmptyEntries));

        Assert.Equal(2, run.ExitCode);
        Assert.Empty(run.Output);
        Assert.StartsWith("dedupe: ", run.Error, StringComparison.Ordinal);
        Assert.Contains(message, run.Error, StringComparison.Ordinal);
        Assert.Contains("--help'", run.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", run.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("help", "--help")]
    [InlineData("help cluster", "cluster --help")]
    [InlineData("-v", "--version")]
    [InlineData("version", "--version")]
    public async Task WhatPeopleTryFirstWorks(string tried, string known)
    {
        var run = (await Cli.Run(tried.Split(' '))).Succeeded();

        Assert.Equal((await Cli.Run(known.Split(' '))).Succeeded().Output, run.Output);
        Assert.NotEmpty(run.Output);
        Assert.Empty(run.Error);
    }

    [Theory]
    [InlineData("cluster", "--output")]
    [InlineData("cluster", "--policy")]
    [InlineData("cluster", "--prefer")]
    [InlineData("cluster", "--text-field")]
    [InlineData("cluster", "--title-field")]
    [InlineData("cluster", "--memory")]
    [InlineData("eval", "--labels")]
    public async Task AnEmptyValueIsWrongUsage(string command, string option)
    {
        var input = command == "eval" ? new[] { "--input", "a" } : ["a"];
        var run = await Cli.Run([command, .. input, option, ""]);

        Assert.Equal(2, run.ExitCode);
        Assert.Empty(run.Output);
        Assert.StartsWith($"dedupe: {option} ", run.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("(Parameter", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task AKernelThatIsNoneIsAFailureInOneLine()
    {
        var run = await Cli.RunWith(
            new Dictionary<string, string> { ["DEDUPE_KERNEL"] = "bogus" }, "cluster", "seeds/wire-demo/articles.jsonl",
                "--quiet");

        Assert.Equal(4, run.ExitCode);
        Assert.Empty(run.Output);
        Assert.Matches("^dedupe: DEDUPE_KERNEL=bogus .*scalar.*\n$", run.Error);
    }

    [Theory]
    [InlineData("--help", "Commands:")]
    [InlineData("cluster --help", "--fail-on-duplicates")]
    [InlineData("compare --help", "--full")]
    [InlineData("eval --help", "--labels")]
    [InlineData("tune --help", "--folds")]
    [InlineData("sample --help", "--seed")]
    [InlineData("curve --help", "--recall")]
    [InlineData("info --help", "Usage:")]
    [InlineData("plan --help", "--parts")]
    [InlineData("stage --help", "--rank")]
    [InlineData("status --help", "--json")]
    public async Task HelpEndsWithAnExample(string arguments, string content)
    {
        var run = (await Cli.Run(arguments.Split(' '))).Succeeded();

        Assert.Contains(content, run.Output, StringComparison.Ordinal);
        Assert.Contains("\nExample:\n  ", run.Output, StringComparison.Ordinal);
        Assert.Contains(
            "dedupe " + arguments.Split(' ')[0].Replace("--help", "cluster", StringComparison.Ordinal), run.Output,
            StringComparison.Ordinal);
        Assert.Empty(run.Error);
    }

    [Fact]
    public async Task AFailureIsOneLine()
    {
        using var folder = new TemporaryFolder();
        var labels = folder.Write("labels.jsonl", "{\"a\":\"x\",\"b\":\"y\",\"label\":\"same\"}\n{\"a\":\"x\"}\n");

        var run = await Cli.Run("eval", "--labels", labels, "--input", labels);

        Assert.Equal(4, run.ExitCode);
        Assert.Empty(run.Output);
        Assert.Equal($"dedupe: {labels}:2: the field \"b\" is missing or no text\n", run.Error);
    }

    [Theory]
    [InlineData("info", "> /dev/full")]
    [InlineData("info", ">&-")]
    [InlineData("--help", "> /dev/full")]
    [InlineData("--version", "> /dev/full")]
    [InlineData("cluster seeds/wire-demo/articles.jsonl --quiet", "> /dev/full")]
    public async Task ResultsThatCannotBeWrittenAreAFailure(string arguments, string elsewhere)
    {
        Assert.SkipUnless(File.Exists("/dev/full"), "There is no /dev/full here.");

        var run = await Cli.RunInto(elsewhere, arguments.Split(' '));

        Assert.Equal(4, run.ExitCode);
        Assert.Matches("^dedupe: .+\n$", run.Error);
        Assert.DoesNotContain("   at ", run.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(">&-")]
    [InlineData("2>&-")]
    public async Task AClosedStreamThatIsNotNeededIsNoFailure(string elsewhere)
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "The streams are closed by a shell.");
        using var folder = new TemporaryFolder();

        (await Cli.RunInto(elsewhere, "cluster", "seeds/wire-demo/articles.jsonl", "-o", folder.Path, "--quiet"))
            .Succeeded();

        Assert.Equal(4, File.ReadAllLines(Path.Combine(folder.Path, "clusters.jsonl")).Length);
    }

    [Fact]
    public async Task AReaderThatStopsReadingIsNoFailure()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "The pipe is made by a shell.");

        // The reader is gone before the first byte.
        var run = await Cli.RunInto("| true", "curve");

        Assert.Equal(0, run.ExitCode);
        Assert.Empty(run.Error);
    }

    [Fact]
    public async Task TheStackOfAFailureIsShownOnRequest()
    {
        var run = await Cli.RunWith(
            new Dictionary<string, string> { ["DEDUPE_DEBUG"] = "1" }, "eval", "--labels", "README.md", "--input",
                "README.md");

        Assert.Equal(4, run.ExitCode);
        Assert.Contains("   at Dedupe.", run.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--memory", "1", "64 kB")]
    [InlineData("--part-size", "1", "1 kB")]
    public async Task SizesHaveALeastValue(string option, string size, string least)
    {
        var run = await Cli.Run("cluster", "x.jsonl", option, size);

        Assert.Equal(2, run.ExitCode);
        Assert.Contains($"at least {least}", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task AFileIsNoFolderForResults()
    {
        using var folder = new TemporaryFolder();
        var file = folder.Write("file", "");

        foreach (var output in (string[])[file, Path.Combine(file, "deep", "er")])
        {
            var run = await Cli.Run("cluster", folder.Write("a.txt", Cli.Harbour), "-o", output);

            Assert.Equal(2, run.ExitCode);
            Assert.StartsWith(
                $"dedupe: --output takes a folder, and '{file}' is a file.\n", run.Error, StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData("cluster -")]
    [InlineData("sample seeds/wire-demo/articles.jsonl -o FILE")]
    public async Task AClosedStandardInputIsNotWaitedFor(string arguments)
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Only Linux tells that standard input is closed.");
        using var folder = new TemporaryFolder();

        var run = await Cli.RunInto(
            "<&-",
            arguments.Replace("FILE", Path.Combine(folder.Path, "labels.jsonl"), StringComparison.Ordinal).Split(' '));

        Assert.Equal(2, run.ExitCode);
        Assert.StartsWith(
            "dedupe: Standard input is closed: there is nothing to read.\n", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task AFolderThatIsGoneIsTold()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "A folder that is in use cannot be deleted there.");

        var run = await ProgramRun.Of(
            "sh", ["-c", "cd \"$(mktemp -d)\" && rmdir \"$PWD\" && exec \"$0\" cluster x", Cli.Program]);

        Assert.Equal(4, run.ExitCode);
        Assert.Contains("dedupe: The current folder is not there any more.\n", run.Error, StringComparison.Ordinal);
    }
}
