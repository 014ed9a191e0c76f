using Dedupe.Cleaning;
using Xunit;

namespace Dedupe.Tests.Cleaning;

/// <summary>
/// What can happen between a plan and its end. Each check is left out once, and then the harm happens: none of them is
/// there for nothing.
/// </summary>
public sealed class SafetyCheckTests : IDisposable
{
    private readonly CleanCase tree = new();

    public void Dispose() => tree.Dispose();

    [Theory]
    [InlineData(SafetyChecks.None, SkipReason.Changed)]
    [InlineData(SafetyChecks.VictimContent, null)]
    internal void AVictimWithOtherBytesStays(SafetyChecks without, SkipReason? expected)
    {
        tree.Pair("a.txt", "b.txt");
        Rewrite("a.txt", "A TEXT");

        Assert.Equal(expected, ReasonOf(tree.Apply(without)));
        Assert.Equal(expected is not null, File.Exists(tree.At("a.txt")));
    }

    [Theory]
    [InlineData(SafetyChecks.None, SkipReason.Changed)]
    [InlineData(SafetyChecks.VictimIdentity, null)]
    internal void AnotherFileInThePlaceOfTheVictimStays(SafetyChecks without, SkipReason? expected)
    {
        tree.Pair("a.txt", "b.txt");
        Replace("a.txt");

        Assert.Equal(expected, ReasonOf(tree.Apply(without)));
    }

    [Theory]
    [InlineData(SafetyChecks.None, SkipReason.KeeperChanged)]
    [InlineData(SafetyChecks.KeeperContent, null)]
    internal void NothingGoesForAKeeperWithOtherBytes(SafetyChecks without, SkipReason? expected)
    {
        tree.Pair("a.txt", "b.txt");
        Rewrite("b.txt", "A TEXT");

        Assert.Equal(expected, ReasonOf(tree.Apply(without)));
        Assert.Equal(expected is not null, File.Exists(tree.At("a.txt")));
    }

    [Theory]
    [InlineData(SafetyChecks.None, SkipReason.KeeperChanged)]
    [InlineData(SafetyChecks.KeeperIdentity, null)]
    internal void NothingGoesForAnotherFileInThePlaceOfTheKeeper(SafetyChecks without, SkipReason? expected)
    {
        tree.Pair("a.txt", "b.txt");
        Replace("b.txt");

        Assert.Equal(expected, ReasonOf(tree.Apply(without)));
    }

    [Fact]
    public void NothingGoesForAKeeperThatIsGone()
    {
        tree.Pair("a.txt", "b.txt");
        File.Delete(tree.At("b.txt"));

        Assert.Equal(SkipReason.KeeperGone, ReasonOf(tree.Apply()));
        Assert.True(File.Exists(tree.At("a.txt")));
    }

    [Fact]
    public void AVictimThatIsGoneIsTold()
    {
        tree.Pair("a.txt", "b.txt");
        File.Delete(tree.At("a.txt"));

        Assert.Equal(SkipReason.Gone, ReasonOf(tree.Apply()));
    }

    [Theory]
    [InlineData(SafetyChecks.None, SkipReason.Link)]
    // The link would be moved away: what was looked at is not what goes.
    [InlineData(SafetyChecks.FileIsNoLink, SkipReason.Changed)]
    [InlineData(SafetyChecks.FileIsNoLink | SafetyChecks.MovedFile, null)]
    internal void ASymbolicLinkInThePlaceOfTheVictimStays(SafetyChecks without, SkipReason? expected)
    {
        tree.Pair("a.txt", "b.txt");
        File.Move(tree.At("a.txt"), tree.Beside("elsewhere.txt"));
        File.CreateSymbolicLink(tree.At("a.txt"), tree.Beside("elsewhere.txt"));

        Assert.Equal(expected, ReasonOf(tree.Apply(without)));
        Assert.Equal(expected is not null, new FileInfo(tree.At("a.txt")).LinkTarget is not null);
    }

    [Theory]
    [InlineData(SafetyChecks.None, SkipReason.Link)]
    [InlineData(SafetyChecks.FoldersAreNoLinks, null)]
    internal void NothingGoesBehindAFolderThatBecameALink(SafetyChecks without, SkipReason? expected)
    {
        tree.Pair("sub/a.txt", "b.txt");
        Directory.Move(tree.At("sub"), tree.Beside("elsewhere"));
        Directory.CreateSymbolicLink(tree.At("sub"), tree.Beside("elsewhere"));

        Assert.Equal(expected, ReasonOf(tree.Apply(without)));
        Assert.Equal(expected is not null, File.Exists(tree.Beside("elsewhere/a.txt")));
    }

    [Theory]
    [InlineData(SafetyChecks.None, SkipReason.SameFile)]
    [InlineData(SafetyChecks.TwoFiles, null)]
    internal void AnotherNameOfTheKeeperIsNoCopy(SafetyChecks without, SkipReason? expected)
    {
        tree.Write("b.txt", "a text");
        CleanCase.Shell("ln \"$1\" \"$2\"", tree.At("b.txt"), tree.At("a.txt"));
        tree.Plans("a.txt", "b.txt");

        Assert.Equal(expected, ReasonOf(tree.Apply(without)));
    }

    [Theory]
    [InlineData(SafetyChecks.None, SkipReason.InTheWay)]
    [InlineData(SafetyChecks.NothingInTheWay, null)]
    internal void NothingInTheQuarantineIsReplaced(SafetyChecks without, SkipReason? expected)
    {
        tree.Pair("a.txt", "b.txt");
        Directory.CreateDirectory(Path.GetDirectoryName(tree.Away("a.txt"))!);
        File.WriteAllText(tree.Away("a.txt"), "precious");

        Assert.Equal(expected, ReasonOf(tree.Apply(without)));
        Assert.Equal(expected is not null, File.ReadAllText(tree.Away("a.txt")) == "precious");
    }

    [Fact]
    public void AChangedPlanIsRefused()
    {
        tree.Pair("a.txt", "b.txt").Write("c.txt", "another text");
        var path = Path.Combine(tree.Plan, CleanPlan.FileName);
        File.WriteAllText(
            path, File.ReadAllText(path).Replace("\"lostWords\":0", "\"lostWords\":1", StringComparison.Ordinal));

        Assert.Throws<CleaningRefusedException>(() => tree.Apply());
        Assert.Equal(1, tree.Apply(SafetyChecks.PlanUnchanged).Done);
    }

    [Theory]
    [InlineData(SafetyChecks.None, SkipReason.Changed)]
    [InlineData(SafetyChecks.ReturnedContent, null)]
    internal void WhatWasChangedInTheQuarantineStaysThere(SafetyChecks without, SkipReason? expected)
    {
        tree.Pair("a.txt", "b.txt");
        tree.Apply();
        File.WriteAllText(tree.Away("a.txt"), "A TEXT");

        Assert.Equal(expected, ReasonOf(tree.Undo(without)));
        Assert.Equal(expected is null, File.Exists(tree.At("a.txt")));
    }

    [Theory]
    [InlineData(SafetyChecks.None, SkipReason.InTheWay)]
    [InlineData(SafetyChecks.NothingInTheWay, null)]
    internal void WhatIsNewInThePlaceStays(SafetyChecks without, SkipReason? expected)
    {
        tree.Pair("a.txt", "b.txt");
        tree.Apply();
        File.WriteAllText(tree.At("a.txt"), "new");

        Assert.Equal(expected, ReasonOf(tree.Undo(without)));
        Assert.Equal(expected is not null, File.ReadAllText(tree.At("a.txt")) == "new");
    }

    [Fact]
    public void AFolderThatMayNotBeWrittenKeepsItsFiles()
    {
        Assert.SkipWhen(Environment.UserName == "root", "root may write everywhere.");
        tree.Pair("sub/a.txt", "b.txt");
        CleanCase.Shell("chmod a-w \"$1\"", tree.At("sub"));

        Assert.Equal(SkipReason.NoPermission, ReasonOf(tree.Apply()));
        Assert.True(File.Exists(tree.At("sub/a.txt")));
    }

    [Fact]
    public void AnotherFolderUnderThePathIsRefused()
    {
        tree.Pair("a.txt", "b.txt");
        Directory.Move(tree.Tree, tree.Beside("elsewhere"));
        CleanCase.Shell("cp -a \"$1\" \"$2\"", tree.Beside("elsewhere"), tree.Tree);

        Assert.Throws<CleaningRefusedException>(() => tree.Apply());
        Assert.True(File.Exists(tree.At("a.txt")));
    }

    [Theory]
    [InlineData(SafetyChecks.None, true)]
    [InlineData(SafetyChecks.MovedFile, false)]
    internal void AFileThatWasSwappedBetweenLookAndMoveStays(SafetyChecks without, bool stays)
    {
        tree.Write("a.txt", "a text");
        using var root = FileCalls.OpenRoot();
        using var folder = FolderWalk.Open(root, tree.Tree);
        using var away = FolderWalk.Open(root, tree.Plan);
        using var file = CheckedFile.Open(folder, "a.txt", SafetyChecks.All);
        Replace("a.txt");
        var mover = new Mover(new string('0', 64), 1, SafetyChecks.All & ~without);

        var error = Record.Exception(() => mover.Move(file, away, "a.txt", file.Hash()));

        Assert.Equal(stays, error is SkippedException { Reason: SkipReason.Changed });
        Assert.Equal(stays, File.Exists(tree.At("a.txt")));
    }

    // Bytes of the same length, and the time of before: as with a clock that was set back.
    private void Rewrite(string name, string text)
    {
        var time = File.GetLastWriteTimeUtc(tree.At(name));
        File.WriteAllText(tree.At(name), text);
        File.SetLastWriteTimeUtc(tree.At(name), time);
    }

    private void Replace(string name) => CleanCase.Shell(
        "cp -p \"$1\" \"$1.new\"; mv \"$1.new\" \"$1\"", tree.At(name));

    private static SkipReason? ReasonOf(CleanResult result) =>
        result.Skips is [var skip] ? skip.Reason : result.Done == 1 ? null : SkipReason.Failed;
}
