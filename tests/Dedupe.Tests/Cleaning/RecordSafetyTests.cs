using Dedupe.Cleaning;
using Dedupe.Sources;
using Xunit;

namespace Dedupe.Tests.Cleaning;

/// <summary>
/// What can happen to files of records between a plan and its end. Each check is left out once, and then the harm
/// happens.
/// </summary>
public sealed class RecordSafetyTests : IDisposable
{
    private readonly CleanCase tree = new();

    public RecordSafetyTests() =>
        tree.Lines("sub/a.jsonl", ("a1", "one"), ("a2", "two")).Lines("b.jsonl", ("b1", "one"), ("b2", "three"));

    public void Dispose() => tree.Dispose();

    [Theory]
    [InlineData(SafetyChecks.None, SkipReason.Changed)]
    [InlineData(SafetyChecks.VictimContent, null)]
    internal void AFileWithOtherBytesStays(SafetyChecks without, SkipReason? expected)
    {
        Plan();
        // Another record has other bytes; the length and the time are those of before.
        Rewrite("sub/a.jsonl", CleanCase.Line(("a1", "one"), ("a2", "TWO")));

        Assert.Equal(expected, ReasonOf(tree.Apply(without, inPlace: true)));
    }

    [Theory]
    [InlineData(SafetyChecks.None, SkipReason.Changed)]
    [InlineData(SafetyChecks.VictimIdentity, SkipReason.Changed)] // What is moved is looked at again.
    [InlineData(SafetyChecks.VictimIdentity | SafetyChecks.MovedFile, null)]
    internal void AnotherFileInThePlaceOfTheFileStays(SafetyChecks without, SkipReason? expected)
    {
        Plan();
        Replace("sub/a.jsonl");
        var before = FileCalls.Look(tree.At("sub/a.jsonl"));

        Assert.Equal(expected, ReasonOf(tree.Apply(without, inPlace: true)));
        Assert.Equal(expected is not null, before?.Inode == FileCalls.Look(tree.At("sub/a.jsonl"))?.Inode);
    }

    [Theory]
    [InlineData(SafetyChecks.None, SkipReason.KeeperChanged)]
    [InlineData(SafetyChecks.KeeperContent, null)]
    internal void NothingGoesForARecordOfAFileWithOtherBytes(SafetyChecks without, SkipReason? expected)
    {
        Plan();
        Rewrite("b.jsonl", CleanCase.Line(("b1", "ONE"), ("b2", "three")));

        Assert.Equal(expected, ReasonOf(tree.Apply(without, inPlace: true)));
    }

    [Theory]
    [InlineData(SafetyChecks.None, SkipReason.KeeperChanged)]
    [InlineData(SafetyChecks.KeeperIdentity, null)]
    internal void NothingGoesForARecordOfAnotherFile(SafetyChecks without, SkipReason? expected)
    {
        Plan();
        Replace("b.jsonl");

        Assert.Equal(expected, ReasonOf(tree.Apply(without, inPlace: true)));
    }

    [Fact]
    public void NothingGoesForARecordOfAFileThatIsGone()
    {
        Plan();
        File.Delete(tree.At("b.jsonl"));

        Assert.Equal(SkipReason.KeeperGone, ReasonOf(tree.Apply(inPlace: true)));
        Assert.Equal(SkipReason.KeeperGone, ReasonOf(tree.Apply()));
        Assert.Equal(CleanCase.Line(("a1", "one"), ("a2", "two")), File.ReadAllText(tree.At("sub/a.jsonl")));
        Assert.Empty(Directory.GetFiles(Path.Combine(tree.Plan, "filtered"), "*", SearchOption.AllDirectories));
    }

    [Theory]
    [InlineData("sub/a.jsonl", SafetyChecks.None, SkipReason.Link)]
    [InlineData("b.jsonl", SafetyChecks.None, SkipReason.KeeperLink)]
    [InlineData("b.jsonl", SafetyChecks.FileIsNoLink, null)]
    internal void ASymbolicLinkInThePlaceIsNotFollowed(string name, SafetyChecks without, SkipReason? expected)
    {
        Plan();
        File.Move(tree.At(name), tree.Beside("elsewhere"));
        File.CreateSymbolicLink(tree.At(name), tree.Beside("elsewhere"));

        Assert.Equal(expected, ReasonOf(tree.Apply(without, inPlace: true)));
        Assert.NotNull(new FileInfo(tree.At(name)).LinkTarget);
    }

    [Theory]
    [InlineData(SafetyChecks.None, SkipReason.Link)]
    [InlineData(SafetyChecks.FoldersAreNoLinks, null)]
    internal void NothingGoesBehindAFolderThatBecameALink(SafetyChecks without, SkipReason? expected)
    {
        Plan();
        Directory.Move(tree.At("sub"), tree.Beside("elsewhere"));
        Directory.CreateSymbolicLink(tree.At("sub"), tree.Beside("elsewhere"));

        Assert.Equal(expected, ReasonOf(tree.Apply(without, inPlace: true)));
    }

    [Theory]
    [InlineData(SafetyChecks.None, SkipReason.OtherNames)]
    [InlineData(SafetyChecks.OneName, null)]
    internal void AFileWithOtherNamesStays(SafetyChecks without, SkipReason? expected)
    {
        CleanCase.Shell("ln \"$1\" \"$2\"", tree.At("sub/a.jsonl"), tree.At("c.jsonl"));
        Plan();

        Assert.Equal(expected, ReasonOf(tree.Apply(without, inPlace: true)));
    }

    [Theory]
    [InlineData(SafetyChecks.None, SkipReason.SameFile)]
    [InlineData(SafetyChecks.TwoFiles, null)]
    internal void AnotherNameOfTheFileIsNoCopy(SafetyChecks without, SkipReason? expected)
    {
        CleanCase.Shell("ln \"$1\" \"$2\"", tree.At("sub/a.jsonl"), tree.At("c.jsonl"));
        tree.Plans("sub/a.jsonl", "a1", "c.jsonl", "a1");

        Assert.Equal(expected, ReasonOf(tree.Apply(without)));
    }

    [Theory]
    [InlineData(SafetyChecks.None, SkipReason.InTheWay)]
    [InlineData(SafetyChecks.NothingInTheWay, null)]
    internal void NothingInTheQuarantineIsReplaced(SafetyChecks without, SkipReason? expected)
    {
        Plan();
        Directory.CreateDirectory(Path.GetDirectoryName(tree.Away("sub/a.jsonl"))!);
        File.WriteAllText(tree.Away("sub/a.jsonl"), "precious");

        Assert.Equal(expected, ReasonOf(tree.Apply(without, inPlace: true)));
        Assert.Equal(expected is not null, File.ReadAllText(tree.Away("sub/a.jsonl")) == "precious");
    }

    [Theory]
    [InlineData("a1", "a1")] // It would go for itself.
    [InlineData("a2", "a1")] // What it stays for goes as well.
    internal void WhatStaysNeverGoes(string stays, string goes)
    {
        Plan();
        tree.Plans("b.jsonl", "b2", "sub/a.jsonl", stays).Plans("sub/a.jsonl", "a2", "b.jsonl", "b1");
        if (goes == stays)
            tree.Plans("sub/a.jsonl", goes, "sub/a.jsonl", stays);

        Assert.Throws<CleaningRefusedException>(() => tree.Apply(inPlace: true));
        if (goes != stays)
            Assert.True(tree.Apply(SafetyChecks.KeeperStays, inPlace: true).Records.Records > 0);
    }

    [Theory]
    [InlineData(SafetyChecks.None, SkipReason.Changed)]
    [InlineData(SafetyChecks.RecordText, null)]
    internal void ARecordWithAnotherTextThanThePlanHasStays(SafetyChecks without, SkipReason? expected)
    {
        Plan();
        // As when another version of the program reads another field.
        var plan = CleanPlan.Read(tree.Plan);
        var removal = plan.Removals[0];
        var victim = removal.Victim with
        {
            Record = removal.Victim.Record! with { TextHash = new string('0', 64) },
        };
        CleanPlan.Write(tree.Plan, plan.Roots, [removal with { Victim = victim }], new SourceOptions());

        Assert.Equal(expected, ReasonOf(tree.Apply(without, inPlace: true)));
    }

    [Theory]
    [InlineData(SafetyChecks.None, SkipReason.Failed)]
    [InlineData(SafetyChecks.FilteredContent, null)]
    internal void ANewFileThatLacksWhatStaysNeverTakesThePlace(SafetyChecks without, SkipReason? expected)
    {
        using var folder = Disturbed(null, lost: "a2");
        var before = File.ReadAllText(folder.At("a.disturbed"));

        Assert.Equal(expected, ReasonOf(folder.Apply(without, inPlace: true)));
        Assert.Equal(expected is not null, before == File.ReadAllText(folder.At("a.disturbed")));
        Assert.Equal(2, Directory.GetFiles(folder.Tree).Length);
    }

    [Theory]
    [InlineData(SafetyChecks.None, SkipReason.Changed)]
    [InlineData(SafetyChecks.VictimIdentity, null)]
    internal void WhatIsWrittenToTheFileMeanwhileIsSeen(SafetyChecks without, SkipReason? expected)
    {
        CleanCase? folder = null;
        using var made = folder = Disturbed(() => Rewrite(
            folder!, "a.disturbed", CleanCase.Line(("a1", "one"), ("a2", "TWO"))));

        Assert.Equal(expected, ReasonOf(folder.Apply(without, inPlace: true)));
    }

    [Theory]
    [InlineData(SafetyChecks.VictimIdentity, SkipReason.Changed)]
    [InlineData(SafetyChecks.VictimIdentity | SafetyChecks.MovedFile, null)]
    internal void AFileThatWasSwappedMeanwhileHasItsNameBack(SafetyChecks without, SkipReason? expected)
    {
        CleanCase? folder = null;
        using var made = folder = Disturbed(() =>
        {
            File.Delete(folder!.At("a.disturbed"));
            File.WriteAllText(folder.At("a.disturbed"), "precious");
        });

        Assert.Equal(expected, ReasonOf(folder.Apply(without, inPlace: true)));
        Assert.Equal(expected is not null, File.ReadAllText(folder.At("a.disturbed")) == "precious");
        Assert.Equal(2, Directory.GetFiles(folder.Tree).Length);
    }

    [Theory]
    [InlineData(SafetyChecks.None, SkipReason.ChangedSince)]
    [InlineData(SafetyChecks.FilteredUnchanged, null)]
    internal void WhatWasChangedSinceStaysWhenItIsUndone(SafetyChecks without, SkipReason? expected)
    {
        Plan();
        tree.Apply(inPlace: true);
        File.AppendAllText(tree.At("sub/a.jsonl"), CleanCase.Line(("a3", "new")));

        Assert.Equal(expected, ReasonOf(tree.Undo(without)));
        Assert.Equal(
            expected is not null,
            File.ReadAllText(tree.At("sub/a.jsonl")) == CleanCase.Line(("a2", "two"), ("a3", "new")));
        Assert.Equal(expected is not null, File.Exists(tree.Away("sub/a.jsonl")));
    }

    [Theory]
    [InlineData(SafetyChecks.None, SkipReason.Changed)]
    [InlineData(SafetyChecks.ReturnedContent, null)]
    internal void WhatWasChangedInTheQuarantineStaysThere(SafetyChecks without, SkipReason? expected)
    {
        Plan();
        tree.Apply(inPlace: true);
        File.WriteAllText(tree.Away("sub/a.jsonl"), "precious");

        Assert.Equal(expected, ReasonOf(tree.Undo(without)));
        Assert.Equal(expected is not null, File.Exists(tree.Away("sub/a.jsonl")));
    }

    [Fact]
    public void AFileThatWasDeletedSinceComesBack()
    {
        Plan();
        var before = tree.Picture();
        tree.Apply(inPlace: true);
        File.Delete(tree.At("sub/a.jsonl"));

        Assert.Equal(1, tree.Undo().Records.Records);
        Assert.Equal(before, tree.Picture());
    }

    private void Plan() => tree.Plans("sub/a.jsonl", "a1", "b.jsonl", "b1");

    private static CleanCase Disturbed(Action? happens, string? lost = null)
    {
        var once = false;
        var format = new DisturbedFormat(
            () =>
            {
                if (!once)
                    happens?.Invoke();
                once = true;
            }, lost);
        return new CleanCase { Reading = new SourceOptions { Formats = InputFormats.Standard.With(format) } }
            .Lines("a.disturbed", ("a1", "one"), ("a2", "two")).Write("b.txt", "one")
            .Plans("a.disturbed", "a1", "b.txt", null);
    }

    private void Rewrite(string name, string text) => Rewrite(tree, name, text);

    // Bytes of the same length, and the time of before: as with a clock that was set back.
    private static void Rewrite(CleanCase tree, string name, string text)
    {
        var time = File.GetLastWriteTimeUtc(tree.At(name));
        File.WriteAllText(tree.At(name), text);
        File.SetLastWriteTimeUtc(tree.At(name), time);
    }

    private void Replace(string name) => CleanCase.Shell(
        "cp -p \"$1\" \"$1.new\"; mv \"$1.new\" \"$1\"; touch -r \"$2\" \"$(dirname \"$1\")\"", tree.At(name),
            tree.Tree);

    private static SkipReason? ReasonOf(CleanResult result) =>
        result.Skips is [var skip] ? skip.Reason : result.Records.Records == 1 ? null : (SkipReason)(-1);
}
