using System.Text;
using Dedupe.Batch;
using Dedupe.Cleaning;
using Dedupe.Sources;
using Xunit;

namespace Dedupe.Tests.Cleaning;

public sealed class CleanApplyTests : IDisposable
{
    private readonly CleanCase tree = new();

    public void Dispose() => tree.Dispose();

    [Fact]
    public void ADryRunTouchesNothing()
    {
        tree.Pair("a.txt", "b.txt");
        var before = tree.Picture();

        Assert.Equal(1, tree.Apply(dry: true).Done);
        Assert.Equal(before, tree.Picture());
        Assert.False(File.Exists(Path.Combine(tree.Plan, CleanJournal.FileName)));
    }

    [Fact]
    public void WhatWasMovedAwayComesBackAsItWas()
    {
        tree.Pair("sub/a.txt", "sub/b.txt").Pair("new\nline.txt", "sub/b.txt")
            .Pair("sub/deep/er/a.txt", "c.txt", "another text");
        CleanCase.Shell("cp -p \"$1\" \"$2$(printf 'caf\\351')\"", tree.At("sub/b.txt"), tree.At("sub/"));
        tree.Plans("sub/" + RawName, "sub/b.txt");
        CleanCase.Shell("chmod 640 \"$1\"; chmod 2750 \"$2\"", tree.At("sub/a.txt"), tree.At("sub"));
        var before = tree.Picture();

        var applied = tree.Apply();

        Assert.Equal((4, 0), (applied.Done, applied.Failed));
        Assert.False(File.Exists(tree.At("sub/a.txt")));
        Assert.Equal("a text", File.ReadAllText(tree.Away("sub/a.txt")));
        Assert.Equal("a text", File.ReadAllText(tree.At("sub/b.txt")));
        Assert.Equal((4, 0), (tree.Undo().Done, tree.Undo().Done));
        Assert.Equal(before, tree.Picture());
    }

    [Fact]
    public void ItCanBeAppliedAgainAfterItWasUndone()
    {
        tree.Pair("a.txt", "b.txt");
        var before = tree.Picture();
        for (var round = 0; round < 3; round++)
        {
            Assert.Equal(1, tree.Apply().Done);
            Assert.Equal((0L, 1L), (tree.Apply().Done, tree.Apply().Before));
            Assert.Equal(1, tree.Undo().Done);
            Assert.Equal(before, tree.Picture());
        }
    }

    [Fact]
    public void WhatPeopleKeepStays()
    {
        tree.Pair("a.txt", "b.txt").Pair("c.txt", "b.txt");
        var decisions = tree.Beside("decisions.json");
        File.WriteAllText(decisions, $$"""{"plan":"{{CleanPlan.Read(tree.Plan).Hash}}","keep":[2]}""");

        var result = tree.Apply(decisions: decisions);

        Assert.Equal((1, 0), (result.Done, result.Failed));
        Assert.Equal((SkipReason.Decided, 2), (result.Skips[0].Reason, result.Skips[0].Number));
        Assert.True(File.Exists(tree.At("c.txt")));
    }

    [Theory]
    [InlineData("""{"plan":"another","keep":[2]}""")]
    [InlineData("""{"keep":[2]}""")]
    [InlineData("[1]")]
    [InlineData("no json")]
    public void DecisionsOfSomethingElseAreRefused(string text)
    {
        tree.Pair("a.txt", "b.txt");
        File.WriteAllText(tree.Beside("decisions.json"), text);

        Assert.Throws<CleaningRefusedException>(() => tree.Apply(decisions: tree.Beside("decisions.json")));
        Assert.True(File.Exists(tree.At("a.txt")));
    }

    [Fact]
    public void AQuarantineInTheFolderIsRefused()
    {
        tree.Pair("a.txt", "b.txt");

        Assert.Throws<CleaningRefusedException>(() => tree.Apply(to: tree.At("quarantine")));
        Assert.False(Directory.Exists(tree.At("quarantine")));
    }

    [Fact]
    public void OneProcessWorksOnAPlan()
    {
        tree.Pair("a.txt", "b.txt");
        using var other = RunLock.Take(tree.Plan, "a test", alone: true);

        Assert.Throws<RunDirectoryInUseException>(() => tree.Apply());
        Assert.True(File.Exists(tree.At("a.txt")));
    }

    [Fact]
    public void WhatWasBegunInOneWayIsNotGoneOnWithInAnother()
    {
        tree.Pair("a.txt", "b.txt").Pair("c.txt", "b.txt");
        tree.Apply();

        Assert.Throws<CleaningRefusedException>(() => tree.Apply(way: CleanWay.Delete));
        Assert.Throws<CleaningRefusedException>(() => tree.Apply(to: tree.Beside("elsewhere")));
    }

    [Fact]
    public void ATornLineOfTheJournalWasNotDone()
    {
        tree.Pair("a.txt", "b.txt");
        var before = tree.Picture();
        tree.Apply();
        File.AppendAllText(Path.Combine(tree.Plan, CleanJournal.FileName), "{\"n\":1,\"is\":\"del");

        Assert.Equal(1, tree.Undo().Done);
        Assert.Equal(before, tree.Picture());
    }

    [Fact]
    public void AnEndAfterTheMoveAndBeforeTheNoteIsSeen()
    {
        tree.Pair("a.txt", "b.txt");
        var before = tree.Picture();
        tree.Apply();
        DropLine();

        Assert.Equal((0L, 1L), tree.Apply() is var again ? (again.Done, again.Before) : default);
        DropLine();
        Assert.Equal(1, tree.Undo().Done);
        DropLine();
        DropLine();
        Assert.Equal(0, tree.Undo().Done);
        Assert.Equal(before, tree.Picture());
    }

    [Fact]
    public void WhatWasDeletedIsToldByUndo()
    {
        tree.Pair("a.txt", "b.txt");

        Assert.Equal(1, tree.Apply(way: CleanWay.Delete).Done);
        Assert.Equal(["b.txt"], Directory.GetFileSystemEntries(tree.Tree).Select(Path.GetFileName));
        Assert.Equal(SkipReason.Deleted, Assert.Single(tree.Undo().Skips).Reason);
    }

    [Theory]
    [InlineData(CleanWay.HardLink)]
    [InlineData(CleanWay.SymbolicLink)]
    internal void ALinkTakesThePlaceAndGoesAgain(CleanWay way)
    {
        tree.Pair("sub/deep/a.txt", "sub/b.txt").Pair("c.txt", "sub/b.txt");
        var before = tree.Picture();

        Assert.Equal(2, tree.Apply(way: way).Done);
        Assert.Equal("a text", File.ReadAllText(tree.At("sub/deep/a.txt")));
        if (way == CleanWay.SymbolicLink)
            Assert.Equal("../b.txt", new FileInfo(tree.At("sub/deep/a.txt")).LinkTarget);
        else
            Assert.Equal(Inode("sub/b.txt"), Inode("c.txt"));
        Assert.Equal(2, tree.Undo().Done);
        Assert.Equal(before, tree.Picture());
    }

    [Fact]
    public void NoOtherBytesAreLinkedHard()
    {
        tree.Pair("a.txt", "b.txt", "a text", "a text, longer");

        Assert.Equal(SkipReason.OtherBytes, Assert.Single(tree.Apply(way: CleanWay.HardLink).Skips).Reason);
        Assert.Equal("a text", File.ReadAllText(tree.At("a.txt")));
    }

    [Fact]
    public void ALinkThatSomebodyReplacedStays()
    {
        tree.Pair("a.txt", "b.txt");
        tree.Apply(way: CleanWay.SymbolicLink);
        File.Delete(tree.At("a.txt"));
        File.WriteAllText(tree.At("a.txt"), "new");

        Assert.Equal(SkipReason.InTheWay, Assert.Single(tree.Undo().Skips).Reason);
        Assert.Equal("new", File.ReadAllText(tree.At("a.txt")));
    }

    private ulong Inode(string name) => FileCalls.Look(tree.At(name))!.Value.Inode;

    private static string RawName => RawPath.OfBytes([.. "caf"u8, 0xE9]);

    private void DropLine()
    {
        var path = Path.Combine(tree.Plan, CleanJournal.FileName);
        var lines = File.ReadAllLines(path)[..^1];
        File.WriteAllText(path, string.Join('\n', lines) + "\n", new UTF8Encoding(false));
    }
}
