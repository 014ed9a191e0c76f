using Dedupe.Cleaning;
using Xunit;

namespace Dedupe.Tests.Cleaning;

/// <summary>A quarantine on another disk: files are copied, and the original goes last.</summary>
public sealed class OtherDiskTests : IDisposable
{
    private readonly CleanCase tree = new();
    private readonly string disk;

    public OtherDiskTests()
    {
        Assert.SkipUnless(Directory.Exists("/dev/shm"), "There is no other disk.");
        disk = Path.Combine("/dev/shm", $"dedupe-clean-{Environment.ProcessId}-{Guid.NewGuid():N}");
        Directory.CreateDirectory(disk);
        Assert.SkipWhen(
            FileCalls.Look(disk)!.Value.Device == FileCalls.Look(tree.Tree)!.Value.Device, "There is one disk only.");
    }

    public void Dispose()
    {
        tree.Dispose();
        if (Directory.Exists(disk))
            Directory.Delete(disk, recursive: true);
    }

    [Fact]
    public void AllThatAFileIsGoesAndComesBack()
    {
        tree.Pair("sub/a.txt", "b.txt");
        CleanCase.Shell(
            "chmod 640 \"$1\"; if command -v setfattr > /dev/null; then setfattr -n user.note -v kept \"$1\"; fi",
            tree.At("sub/a.txt"));
        var before = PictureWithoutNumbers();

        Assert.Equal(1, tree.Apply(to: disk).Done);
        Assert.False(File.Exists(tree.At("sub/a.txt")));
        Assert.Equal("a text", File.ReadAllText(Path.Combine(disk, "tree/sub/a.txt")));
        Assert.Equal(1, tree.Undo().Done);
        Assert.Equal(before, PictureWithoutNumbers());
        Assert.Empty(Directory.GetFiles(disk, "*", SearchOption.AllDirectories));
    }

    [Fact]
    public void AFileWithOtherNamesStays()
    {
        tree.Pair("a.txt", "b.txt");
        CleanCase.Shell("ln \"$1\" \"$2\"", tree.At("a.txt"), tree.At("c.txt"));

        Assert.Equal(SkipReason.OtherNames, Assert.Single(tree.Apply(to: disk).Skips).Reason);
        Assert.True(File.Exists(tree.At("a.txt")));
    }

    [Fact]
    public void AFullDiskKeepsTheFile()
    {
        var small = Path.Combine(disk, "small");
        Directory.CreateDirectory(small);
        Assert.SkipUnless(Mount(small), "This user may not mount a disk.");
        try
        {
            tree.Pair("large.txt", "b.txt", new string('x', 300_000)).Pair("small.txt", "c.txt");

            var result = tree.Apply(to: small);

            Assert.Equal(SkipReason.DiskFull, Assert.Single(result.Skips).Reason);
            Assert.Equal(1, result.Done);
            Assert.Equal(300_000, new FileInfo(tree.At("large.txt")).Length);
            Assert.Equal(1, tree.Undo().Done);
        }
        finally
        {
            CleanCase.Shell("umount \"$1\"", small);
        }
    }

    [Theory]
    [InlineData(SafetyChecks.None, true)]
    [InlineData(SafetyChecks.CopiedContent, false)]
    internal void ACopyIsComparedBeforeTheOriginalGoes(SafetyChecks without, bool stays)
    {
        tree.Pair("a.txt", "b.txt");
        // The copy has not the bytes that the plan says: as after a fault of the disk.
        using var root = FileCalls.OpenRoot();
        using var folder = FolderWalk.Open(root, tree.Tree);
        using var away = FolderWalk.Open(root, disk);
        using var file = CheckedFile.Open(folder, "a.txt", SafetyChecks.All);
        var mover = new Mover(new string('0', 64), 1, SafetyChecks.All & ~without);

        if (stays)
            Assert.ThrowsAny<IOException>(() => mover.Move(file, away, "a.txt", "another hash"));
        else
            mover.Move(file, away, "a.txt", "another hash");

        Assert.Equal(stays, File.Exists(tree.At("a.txt")));
        Assert.Equal(stays, !File.Exists(Path.Combine(disk, "a.txt")));
    }

    [Fact]
    public void AnEndBetweenCopyAndOriginalIsTidied()
    {
        tree.Pair("a.txt", "b.txt").Pair("c.txt", "b.txt");
        var before = PictureWithoutNumbers();
        tree.Apply(to: disk);
        // As if the process had been ended before the second original went, and before it was noted.
        var journal = Path.Combine(tree.Plan, CleanJournal.FileName);
        File.WriteAllText(journal, string.Concat(File.ReadAllLines(journal)[..^2].Select(static line => line + "\n")));

        Assert.Equal((0L, 2L), tree.Apply(to: disk) is var again ? (again.Done, again.Before) : default);
        Assert.Equal(2, tree.Undo().Done);
        Assert.Equal(before, PictureWithoutNumbers());
    }

    private static bool Mount(string folder)
    {
        try
        {
            CleanCase.Shell("mount -t tmpfs -o size=64k tmpfs \"$1\" 2> /dev/null", folder);
            return true;
        }
        catch (Xunit.Sdk.EqualException)
        {
            return false;
        }
    }

    private string PictureWithoutNumbers() => CleanCase.Shell(
        "cd \"$1\"; find . -printf '%P %y %s %m %U %G %T@ %n %l\\n' | LC_ALL=C sort; " +
        "find . -type f -exec sha256sum {} + | LC_ALL=C sort; " +
        "if command -v getfattr > /dev/null; then getfattr -R -d . 2> /dev/null || true; fi", tree.Tree);
}
