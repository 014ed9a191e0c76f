using Dedupe.Cleaning;
using Xunit;

namespace Dedupe.Tests.Cleaning;

/// <summary>Records are taken out of files and put back.</summary>
public sealed class RecordApplyTests : IDisposable
{
    private readonly CleanCase tree = new();

    public void Dispose() => tree.Dispose();

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void WhatWasTakenOutComesBackAsItWas(bool canSwap)
    {
        using var folder = new CleanCase { CanSwap = canSwap };
        folder.Lines("sub/a.jsonl", ("a1", "one"), ("a2", "one"), ("a3", "two"), ("a4", "three"))
            .Lines("b.jsonl", ("b1", "two"), ("b2", "four")).Write("c.txt", "three")
            .Plans("sub/a.jsonl", "a2", "sub/a.jsonl", "a1").Plans("sub/a.jsonl", "a3", "b.jsonl", "b1")
            .Plans("sub/a.jsonl", "a4", "c.txt", null);
        CleanCase.Shell("chmod 640 \"$1\"; chmod 2750 \"$2\"", folder.At("sub/a.jsonl"), folder.At("sub"));
        var before = folder.Picture();
        var original = File.ReadAllText(folder.At("sub/a.jsonl"));
        var facts = FileCalls.Look(folder.At("sub/a.jsonl"))!.Value;

        var applied = folder.Apply(inPlace: true);

        Assert.Equal((0, 0), (applied.Done, applied.Failed));
        Assert.Equal((3, 1), (applied.Records.Records, applied.Records.Files));
        Assert.Equal(CleanCase.Line(("a1", "one")), File.ReadAllText(folder.At("sub/a.jsonl")));
        Assert.Equal(original.Length - CleanCase.Line(("a1", "one")).Length, applied.Records.Bytes);
        Assert.Equal(original, File.ReadAllText(folder.Away("sub/a.jsonl")));
        var now = FileCalls.Look(folder.At("sub/a.jsonl"))!.Value;
        Assert.Equal(
            (facts.Mode, facts.Owner, facts.Group, facts.Written), (now.Mode, now.Owner, now.Group, now.Written));
        Assert.Equal(3, folder.Apply(inPlace: true).Records.Before);
        Assert.Equal((3, 0), (folder.Undo().Records.Records, folder.Undo().Records.Records));
        Assert.Equal(before, folder.Picture());
    }

    [Fact]
    public void WithoutInPlaceCopiesAreWrittenAndNothingIsTouched()
    {
        tree.Lines("sub/a.jsonl", ("a1", "one"), ("a2", "one")).Plans("sub/a.jsonl", "a2", "sub/a.jsonl", "a1");
        var before = tree.Picture();

        Assert.Equal(1, tree.Apply().Records.Records);
        Assert.Equal(1, tree.Apply().Records.Records);

        Assert.Equal(before, tree.Picture());
        Assert.Equal(
            CleanCase.Line(("a1", "one")), File.ReadAllText(Path.Combine(tree.Plan, "filtered/tree/sub/a.jsonl")));
        Assert.Equal(0, tree.Undo().Records.Records);
        Assert.Equal(1, tree.Apply(inPlace: true).Records.Records);
        Assert.Equal(1, tree.Undo().Records.Records);
        Assert.Equal(before, tree.Picture());
    }

    [Fact]
    public void ADryRunTouchesNothing()
    {
        tree.Lines("a.jsonl", ("a1", "one"), ("a2", "one")).Plans("a.jsonl", "a2", "a.jsonl", "a1");
        var before = tree.Picture();

        Assert.Equal(1, tree.Apply(dry: true, inPlace: true).Records.Records);
        Assert.Equal(before, tree.Picture());
        Assert.Equal(["plan.jsonl"], Directory.GetFileSystemEntries(tree.Plan).Select(Path.GetFileName));
    }

    [Fact]
    public void FilesThatStayForEachOtherAreBothWrittenAgain()
    {
        // What stays is looked at in the file that was written meanwhile.
        tree.Lines("a.jsonl", ("a1", "one"), ("a2", "two")).Lines("b.jsonl", ("b1", "one"), ("b2", "two"))
            .Write("c.txt", "two")
            .Plans("a.jsonl", "a1", "b.jsonl", "b1").Plans("b.jsonl", "b2", "a.jsonl", "a2")
            .Plans("c.txt", null, "a.jsonl", "a2");
        var before = tree.Picture();

        var applied = tree.Apply(inPlace: true);

        Assert.Equal((1, 2, 0), (applied.Done, applied.Records.Records, applied.Failed));
        Assert.Equal(CleanCase.Line(("a2", "two")), File.ReadAllText(tree.At("a.jsonl")));
        Assert.Equal(CleanCase.Line(("b1", "one")), File.ReadAllText(tree.At("b.jsonl")));
        tree.Undo();
        Assert.Equal(before, tree.Picture());
    }

    [Fact]
    public void OfAFileThatWasWrittenMeanwhileOthersAreStillWhatStays()
    {
        tree.Lines("a.jsonl", ("a1", "one"), ("a2", "two")).Lines("b.jsonl", ("b1", "one"), ("b2", "two"))
            .Plans("a.jsonl", "a1", "b.jsonl", "b1").Plans("b.jsonl", "b2", "a.jsonl", "a2");
        tree.Apply(inPlace: true, decisions: Decisions(2));
        File.AppendAllText(tree.At("a.jsonl"), "\n");

        // The file of what stays was changed after it was written again.
        Assert.Equal(SkipReason.KeeperChanged, Assert.Single(tree.Apply(inPlace: true).Skips).Reason);
    }

    [Fact]
    public void AFileOfWhichAllRecordsGoIsEmpty()
    {
        tree.Lines("a.jsonl", ("a1", "one")).Write("b.txt", "one").Plans("a.jsonl", "a1", "b.txt", null);
        var before = tree.Picture();

        tree.Apply(inPlace: true);

        Assert.Equal(0, new FileInfo(tree.At("a.jsonl")).Length);
        tree.Undo();
        Assert.Equal(before, tree.Picture());
    }

    [Fact]
    public void WhatPeopleKeepStaysAndMoreGoesAfterUndo()
    {
        tree.Lines("a.jsonl", ("a1", "one"), ("a2", "one"), ("a3", "one"))
            .Plans("a.jsonl", "a2", "a.jsonl", "a1").Plans("a.jsonl", "a3", "a.jsonl", "a1");

        var result = tree.Apply(inPlace: true, decisions: Decisions(1));

        Assert.Equal((1, 0), (result.Records.Records, result.Failed));
        Assert.Equal(CleanCase.Line(("a1", "one"), ("a2", "one")), File.ReadAllText(tree.At("a.jsonl")));
        Assert.Equal(SkipReason.WrittenAgain, Assert.Single(tree.Apply(inPlace: true).Skips).Reason);
        tree.Undo();
        Assert.Equal(2, tree.Apply(inPlace: true).Records.Records);
    }

    [Fact]
    public void WhatDoesNotHoldStaysAndTheRestGoes()
    {
        tree.Lines("a.jsonl", ("a1", "one"), ("a2", "two")).Write("b.txt", "one").Write("c.txt", "two")
            .Plans("a.jsonl", "a1", "b.txt", null).Plans("a.jsonl", "a2", "c.txt", null);
        File.Delete(tree.At("b.txt"));

        var result = tree.Apply(inPlace: true);

        Assert.Equal(SkipReason.KeeperGone, Assert.Single(result.Skips).Reason);
        Assert.Equal(1, result.Skips[0].Line);
        Assert.Equal(CleanCase.Line(("a1", "one")), File.ReadAllText(tree.At("a.jsonl")));
        Assert.Equal((1L, 1), (tree.Apply(inPlace: true).Records.Before, tree.Undo().Records.Records));
    }

    [Fact]
    public void WhatIsNoRecordStays()
    {
        tree.Write("a.jsonl", "no json\n" + CleanCase.Line(("a1", "one"), ("a2", "one")) + "{\"id\":\"a3\"}\n\n[]")
            .Plans("a.jsonl", "a2", "a.jsonl", "a1");

        Assert.Equal(1, tree.Apply(inPlace: true).Records.Records);
        Assert.Equal(
            "no json\n" + CleanCase.Line(("a1", "one")) + "{\"id\":\"a3\"}\n\n[]",
            File.ReadAllText(tree.At("a.jsonl")));
    }

    [Fact]
    public void LinksAndDeletionAreForFiles()
    {
        tree.Lines("a.jsonl", ("a1", "one"), ("a2", "one")).Plans("a.jsonl", "a2", "a.jsonl", "a1")
            .Write("c.txt", "one").Plans("c.txt", null, "a.jsonl", "a1");
        var before = tree.Picture();

        foreach (var way in (CleanWay[])[CleanWay.HardLink, CleanWay.SymbolicLink, CleanWay.SharedBlocks])
        {
            // No path leads to a record.
            var result = tree.Apply(way: way, inPlace: true);
            Assert.Equal((0, 1), (result.Done, result.Records.Records));
            Assert.Equal(2, Assert.Single(result.Skips).Number);
            tree.Undo();
            Assert.Equal(before, tree.Picture());
        }

        Assert.Equal(1, tree.Apply(way: CleanWay.Delete, inPlace: true).Records.Records);
        Assert.Equal(SkipReason.Deleted, Assert.Single(tree.Undo().Skips).Reason);
        Assert.Equal(CleanCase.Line(("a1", "one"), ("a2", "one")), File.ReadAllText(tree.At("a.jsonl")));
    }

    private string Decisions(params int[] kept)
    {
        var path = tree.Beside("decisions.json");
        File.WriteAllText(
            path, $$"""{"plan":"{{CleanPlan.Read(tree.Plan).Hash}}","keep":[{{string.Join(',', kept)}}]}""");
        return path;
    }
}
