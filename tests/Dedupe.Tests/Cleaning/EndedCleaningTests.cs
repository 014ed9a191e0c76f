using Dedupe.Cleaning;
using Xunit;

namespace Dedupe.Tests.Cleaning;

/// <summary>What stands on the disk after an end at a bad moment, and what the next call makes of it.</summary>
public sealed class EndedCleaningTests : IDisposable
{
    private readonly CleanCase tree = new();

    public void Dispose() => tree.Dispose();

    private string Journal => Path.Combine(tree.Plan, CleanJournal.FileName);

    private string Aside => $".dedupe-clean-{CleanPlan.Read(tree.Plan).Hash[..12]}-1";

    [Fact]
    public void ALinkWithTheTimeOfTheFileIsNotTakenForIt()
    {
        // Both have the same bytes and the same time, as copies made with cp -p.
        tree.Pair("a.txt", "b.txt");
        var before = tree.Picture();
        tree.Apply(way: CleanWay.HardLink);
        File.AppendAllText(Journal, "{\"n\":1,\"is\":\"returning\"}\n");

        Assert.Equal(1, tree.Undo().Done);
        Assert.Equal(before, tree.Picture());
    }

    [Fact]
    public void WhatWasChangedInTheQuarantineStaysBesideALink()
    {
        tree.Pair("a.txt", "b.txt");
        tree.Apply(way: CleanWay.HardLink);
        File.WriteAllText(tree.Away("a.txt"), "precious");

        Assert.Equal(SkipReason.Changed, Assert.Single(tree.Undo().Skips).Reason);
        Assert.Equal("precious", File.ReadAllText(tree.Away("a.txt")));
    }

    [Theory]
    [InlineData(CleanWay.HardLink)]
    [InlineData(CleanWay.SymbolicLink)]
    internal void ALinkThatWasHalfTakenAwayGoes(CleanWay way)
    {
        tree.Pair("a.txt", "b.txt");
        var before = tree.Picture();
        tree.Apply(way: way);
        File.Move(tree.At("a.txt"), tree.At(Aside + ".link"));
        File.AppendAllText(Journal, "{\"n\":1,\"is\":\"returning\"}\n");

        Assert.Equal(1, tree.Undo().Done);
        Assert.Equal(before, tree.Picture());
    }

    [Fact]
    public void AFileInNeitherPlaceIsNotForgotten()
    {
        tree.Pair("a.txt", "b.txt");
        var before = tree.Picture();
        tree.Apply();
        DropLine();
        // As where the disk of the quarantine is not mounted.
        Directory.Move(Path.Combine(tree.Plan, "quarantine"), tree.Beside("unmounted"));

        Assert.Equal(SkipReason.Gone, Assert.Single(tree.Apply().Skips).Reason);
        Directory.Delete(Path.Combine(tree.Plan, "quarantine"), recursive: true);
        Directory.Move(tree.Beside("unmounted"), Path.Combine(tree.Plan, "quarantine"));
        Assert.Equal(1, tree.Undo().Done);
        Assert.Equal(before, tree.Picture());
    }

    [Fact]
    public void AFolderThatIsGoneDoesNotEndTheRest()
    {
        tree.Pair("sub/a.txt", "b.txt").Pair("c.txt", "b.txt");
        tree.Apply();
        DropLine();
        DropLine();
        Directory.Delete(tree.At("sub"));

        var again = tree.Apply();

        Assert.Equal(1, Assert.Single(again.Skips).Number);
        Directory.CreateDirectory(tree.At("sub"));
        Assert.Equal(2, tree.Undo().Done);
        Assert.Equal("a text", File.ReadAllText(tree.At("sub/a.txt")));
    }

    [Fact]
    public void AnotherFileThatWasSetAsideGetsItsNameBack()
    {
        tree.Pair("a.txt", "b.txt");
        tree.Apply(way: CleanWay.Delete);
        DropLine();
        File.WriteAllText(tree.At(Aside), "precious");

        tree.Apply(way: CleanWay.Delete);

        Assert.Equal("precious", File.ReadAllText(tree.At("a.txt")));
    }

    [Fact]
    public void AQuarantineThatIsNotThereIsTold()
    {
        tree.Pair("a.txt", "b.txt");
        tree.Apply();
        Directory.Delete(Path.Combine(tree.Plan, "quarantine"), recursive: true);

        Assert.Throws<CleaningRefusedException>(() => tree.Undo());
        Assert.False(Directory.Exists(Path.Combine(tree.Plan, "quarantine")));
    }

    [Fact]
    public void APlanThatWasMovedIsUndone()
    {
        tree.Pair("a.txt", "b.txt");
        var before = tree.Picture();
        tree.Apply();
        Directory.Move(tree.Plan, tree.Beside("moved"));

        var undo = new CleanUndo(tree.Beside("moved"));

        Assert.Equal(1, undo.Run(cancellationToken: TestContext.Current.CancellationToken).Done);
        Assert.Equal(before, tree.Picture());
    }

    [Theory]
    [InlineData(SafetyChecks.None, 1)]
    [InlineData(SafetyChecks.JournalFirst, 0)]
    internal void WhatWasMovedBeforeAnEndIsInTheJournal(SafetyChecks without, int back)
    {
        tree.Pair("a.txt", "b.txt").Pair("c.txt", "b.txt");

        Assert.Throws<EndOfProcessException>(() => new CleanApply(tree.Plan, SafetyChecks.All & ~without).Run(
            new Ending(), TestContext.Current.CancellationToken));

        Assert.False(File.Exists(tree.At("a.txt")));
        Assert.Equal(back, tree.Undo().Done);
        Assert.Equal(back == 1, File.Exists(tree.At("a.txt")));
    }

    private void DropLine() => File.WriteAllText(
        Journal, string.Concat(File.ReadAllLines(Journal)[..^1].Select(static line => line + "\n")));

    // What is not on disk when the first file is through never will be.
    private sealed class Ending : IProgress<RunProgress>
    {
        public void Report(RunProgress value) => throw new EndOfProcessException();
    }

    private sealed class EndOfProcessException : Exception;
}
