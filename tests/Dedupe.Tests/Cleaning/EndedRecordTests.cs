using Dedupe.Cleaning;
using Xunit;

namespace Dedupe.Tests.Cleaning;

/// <summary>
/// What stands on the disk after an end at each moment of taking records out and of putting them back, and what the
/// next call makes of it.
/// </summary>
public sealed class EndedRecordTests : IDisposable
{
    private readonly CleanCase tree = new();
    private readonly string before;
    private readonly string original;

    public EndedRecordTests()
    {
        tree.Lines("a.jsonl", ("a1", "one"), ("a2", "one"), ("a3", "one"))
            .Plans("a.jsonl", "a2", "a.jsonl", "a1").Plans("a.jsonl", "a3", "a.jsonl", "a1");
        before = tree.Picture();
        original = File.ReadAllText(tree.At("a.jsonl"));
    }

    public void Dispose() => tree.Dispose();

    private string Journal => Path.Combine(tree.Plan, CleanJournal.FileName);

    private string New => tree.At($".dedupe-clean-{CleanPlan.Read(tree.Plan).Hash[..12]}-1.new");

    private static string Filtered => CleanCase.Line(("a1", "one"));

    [Theory]
    [InlineData(0)] // all is noted
    [InlineData(1)] // the note of the second record is lost
    [InlineData(2)] // the notes of both
    public void AnEndAfterTheFileWasWrittenIsSeen(int lines)
    {
        tree.Apply(inPlace: true);
        Drop(lines);

        GoesOn(done: 0, earlier: 2);
    }

    [Fact]
    public void AnEndWhileTheNewFileIsWrittenLeavesNothing()
    {
        tree.Apply(inPlace: true);
        Drop(3);
        File.Move(tree.Away("a.jsonl"), tree.At("a.jsonl"), overwrite: true);
        File.WriteAllText(New, Filtered[..10]);

        GoesOn(done: 2, earlier: 0);
    }

    [Fact]
    public void AnEndBeforeTheNewFileTakesThePlaceLeavesNothing()
    {
        tree.Apply(inPlace: true);
        Drop(2);
        File.Move(tree.At("a.jsonl"), New);
        File.Move(tree.Away("a.jsonl"), tree.At("a.jsonl"));

        GoesOn(done: 2, earlier: 0);
    }

    [Fact]
    public void AnEndAfterTheSwapIsTakenBackAndDoneAgain()
    {
        tree.Apply(inPlace: true);
        Drop(2);
        File.Move(tree.Away("a.jsonl"), New);

        GoesOn(done: 2, earlier: 0);
    }

    [Fact]
    public void WhatWasWrittenToTheNewFileAfterTheSwapStays()
    {
        tree.Apply(inPlace: true);
        Drop(2);
        File.Move(tree.Away("a.jsonl"), New);
        File.AppendAllText(tree.At("a.jsonl"), "more\n");

        Assert.Equal((0L, 2L), Counts(tree.Apply(inPlace: true)));

        Assert.Equal(Filtered + "more\n", File.ReadAllText(tree.At("a.jsonl")));
        Assert.Equal(original, File.ReadAllText(tree.Away("a.jsonl")));
        Assert.Single(Directory.GetFiles(tree.Tree));
        // To both records of the file.
        Assert.All(tree.Undo().Skips, static skip => Assert.Equal(SkipReason.ChangedSince, skip.Reason));
    }

    [Fact]
    public void AnotherFileThatWasSwappedAwayHasItsNameBack()
    {
        tree.Apply(inPlace: true);
        Drop(2);
        File.Delete(tree.Away("a.jsonl"));
        File.WriteAllText(New, "precious");

        tree.Apply(inPlace: true);

        Assert.Equal("precious", File.ReadAllText(tree.At("a.jsonl")));
        Assert.Single(Directory.GetFiles(tree.Tree));
    }

    [Fact]
    public void AnEndBetweenTheTwoMovesIsBroughtToItsEnd()
    {
        // On a file system that cannot swap two names.
        tree.Apply(inPlace: true);
        Drop(2);
        File.Move(tree.At("a.jsonl"), New);

        GoesOn(done: 0, earlier: 2);
    }

    [Fact]
    public void AnEndBeforeItIsBackIsSeen()
    {
        tree.Apply(inPlace: true);
        Note("returning");

        IsBack(tree.Undo());
    }

    [Fact]
    public void AnEndWhenTheOriginalStandsBesideTheNewFileIsSeen()
    {
        tree.Apply(inPlace: true);
        Note("returning");
        File.Move(tree.Away("a.jsonl"), New);

        IsBack(tree.Undo());
    }

    [Fact]
    public void AnEndAfterTheSwapBackIsSeen()
    {
        tree.Apply(inPlace: true);
        Note("returning");
        File.Move(tree.At("a.jsonl"), New);
        File.Move(tree.Away("a.jsonl"), tree.At("a.jsonl"));

        tree.Undo();

        Assert.Equal(before, tree.Picture());
    }

    [Fact]
    public void AnEndAfterItIsBackIsSeen()
    {
        tree.Apply(inPlace: true);
        Note("returning");
        File.Delete(tree.At("a.jsonl"));
        File.Move(tree.Away("a.jsonl"), tree.At("a.jsonl"));

        tree.Undo();

        Assert.Equal(before, tree.Picture());
    }

    [Fact]
    public void WhatStoodInThePlaceWhenItWasSwappedBackHasItsNameBack()
    {
        tree.Apply(inPlace: true);
        Note("returning");
        File.WriteAllText(New, "precious");
        File.Delete(tree.At("a.jsonl"));
        File.Move(tree.Away("a.jsonl"), tree.At("a.jsonl"));

        Assert.All(tree.Undo().Skips, static skip => Assert.Equal(SkipReason.ChangedSince, skip.Reason));

        Assert.Equal("precious", File.ReadAllText(tree.At("a.jsonl")));
        Assert.Equal(original, File.ReadAllText(tree.Away("a.jsonl")));
    }

    [Fact]
    public void AnEndBetweenTheTwoMovesBackIsSeen()
    {
        // On a file system that cannot swap two names.
        tree.Apply(inPlace: true);
        Note("returning");
        File.Move(tree.At("a.jsonl"), New);

        IsBack(tree.Undo());
    }

    [Fact]
    public void WhatWasMovedBetweenTheTwoMovesBackHasItsNameBack()
    {
        tree.Apply(inPlace: true);
        Note("returning");
        File.Delete(tree.At("a.jsonl"));
        File.WriteAllText(New, "precious");

        Assert.All(tree.Undo().Skips, static skip => Assert.Equal(SkipReason.ChangedSince, skip.Reason));

        Assert.Equal("precious", File.ReadAllText(tree.At("a.jsonl")));
        Assert.Equal(original, File.ReadAllText(tree.Away("a.jsonl")));
    }

    [Theory]
    [InlineData(SafetyChecks.None, 1)]
    [InlineData(SafetyChecks.JournalFirst, 0)]
    internal void WhatWasWrittenBeforeAnEndIsInTheJournal(SafetyChecks without, int files)
    {
        var apply = new CleanApply(tree.Plan, SafetyChecks.All & ~without) { InPlace = true };

        Assert.Throws<EndOfProcessException>(() => apply.Run(new Ending(), TestContext.Current.CancellationToken));

        Assert.Equal(Filtered, File.ReadAllText(tree.At("a.jsonl")));
        Assert.Equal(files, tree.Undo().Records.Files);
        Assert.Equal(files == 1, before == tree.Picture());
    }

    private void GoesOn(long done, long earlier)
    {
        Assert.Equal((done, earlier), Counts(tree.Apply(inPlace: true)));
        Assert.Equal(Filtered, File.ReadAllText(tree.At("a.jsonl")));
        Assert.Equal(original, File.ReadAllText(tree.Away("a.jsonl")));
        Assert.Single(Directory.GetFiles(tree.Tree));
        IsBack(tree.Undo());
    }

    private void IsBack(CleanResult result)
    {
        Assert.Equal((2, 0), (result.Records.Records, result.Failed));
        Assert.Equal(before, tree.Picture());
        Assert.Empty(Directory.GetFiles(Path.Combine(tree.Plan, "quarantine"), "*", SearchOption.AllDirectories));
    }

    private static (long, long) Counts(CleanResult result) => (result.Records.Records, result.Records.Before);

    private void Drop(int lines) => File.WriteAllText(
        Journal, string.Concat(File.ReadAllLines(Journal)[..^lines].Select(static line => line + "\n")));

    private void Note(string standing) => File.AppendAllText(
        Journal, $$"""{"n":1,"is":"{{standing}}"}""" + "\n" + $$"""{"n":2,"is":"{{standing}}"}""" + "\n");

    // What is not on disk when the first file is through never will be.
    private sealed class Ending : IProgress<RunProgress>
    {
        public void Report(RunProgress value) => throw new EndOfProcessException();
    }

    private sealed class EndOfProcessException : Exception;
}
