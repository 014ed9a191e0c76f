using Dedupe.Cleaning;
using Xunit;

namespace Dedupe.Tests.Cleaning;

/// <summary>Files of records and disks: a quarantine on another one, and ones that are full.</summary>
public sealed class RecordDiskTests : IDisposable
{
    private readonly CleanCase tree = new();
    private readonly List<string> mounted = [];

    public void Dispose()
    {
        foreach (var folder in mounted)
            CleanCase.Shell("umount \"$1\"", folder);
        tree.Dispose();
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void AllThatAFileIsGoesToAnotherDiskAndComesBack(bool canSwap)
    {
        using var folder = new CleanCase { CanSwap = canSwap };
        var disk = Mounted(Path.Combine(folder.Plan, "..", "disk"), "1m");
        folder.Lines("sub/a.jsonl", ("a1", "one"), ("a2", "one")).Plans("sub/a.jsonl", "a2", "sub/a.jsonl", "a1");
        CleanCase.Shell("chmod 640 \"$1\"", folder.At("sub/a.jsonl"));
        var before = PictureWithoutNumbers(folder);
        try
        {
            Assert.Equal(1, folder.Apply(to: disk, inPlace: true).Records.Records);
            Assert.Equal(CleanCase.Line(("a1", "one")), File.ReadAllText(folder.At("sub/a.jsonl")));
            Assert.Equal(
                CleanCase.Line(("a1", "one"), ("a2", "one")),
                File.ReadAllText(Path.Combine(disk, "tree/sub/a.jsonl")));
            Assert.Equal(1, folder.Undo().Records.Records);
            Assert.Equal(before, PictureWithoutNumbers(folder));
            Assert.Empty(Directory.GetFiles(disk, "*", SearchOption.AllDirectories));
        }
        finally
        {
            Unmount(disk);
        }
    }

    [Fact]
    public void AFullDiskOfTheQuarantineKeepsTheFile()
    {
        var disk = Mounted(tree.Beside("disk"), "64k");
        Large();
        var before = File.ReadAllText(tree.At("a.jsonl"));

        var result = tree.Apply(to: disk, inPlace: true);

        Assert.Equal(SkipReason.DiskFull, Assert.Single(result.Skips).Reason);
        AssertAsBefore(before);
        Assert.Empty(Directory.GetFiles(disk, "*", SearchOption.AllDirectories));
    }

    [Fact]
    public void AFullDiskOfTheFileKeepsTheFile()
    {
        Mounted(tree.Tree, "192k");
        Large();
        var before = File.ReadAllText(tree.At("a.jsonl"));

        var result = tree.Apply(inPlace: true);

        Assert.Equal(SkipReason.DiskFull, Assert.Single(result.Skips).Reason);
        AssertAsBefore(before);
    }

    // Of 120,000 bytes, of which 40,000 go.
    private void Large() => tree.Lines(
        "a.jsonl", ("a1", new string('x', 80_000)), ("a2", new string('y', 40_000)), ("a3", "one"))
        .Write("b.txt", "two").Plans("a.jsonl", "a2", "b.txt", null);

    private void AssertAsBefore(string before)
    {
        Assert.Equal(before, File.ReadAllText(tree.At("a.jsonl")));
        Assert.Equal(2, Directory.GetFiles(tree.Tree).Length);
        Assert.Equal(0, tree.Undo().Records.Records);
    }

    private string Mounted(string folder, string size)
    {
        folder = Path.GetFullPath(folder);
        Directory.CreateDirectory(folder);
        try
        {
            CleanCase.Shell("mount -t tmpfs -o \"size=$2\" tmpfs \"$1\" 2> /dev/null", folder, size);
        }
        catch (Xunit.Sdk.EqualException)
        {
            Assert.Skip("This user may not mount a disk.");
        }

        mounted.Add(folder);
        return folder;
    }

    private void Unmount(string folder)
    {
        CleanCase.Shell("umount \"$1\"", folder);
        mounted.Remove(folder);
    }

    private static string PictureWithoutNumbers(CleanCase folder) => CleanCase.Shell(
        "cd \"$1\"; find . -printf '%P %y %s %m %U %G %T@ %n %l\\n' | LC_ALL=C sort; " +
        "find . -type f -exec sha256sum {} + | LC_ALL=C sort", folder.Tree);
}
