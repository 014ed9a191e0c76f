using System.Text.Json;
using Xunit;

namespace Dedupe.Acceptance;

/// <summary>
/// What happens to disks, permissions and clocks between a plan and its end. What a machine cannot show is skipped.
/// </summary>
public sealed class CleanDisturbedTests : IDisposable
{
    private readonly TemporaryFolder folder = new();
    private readonly List<string> mounted = [];

    public CleanDisturbedTests() =>
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Files are cleaned up on Linux alone.");

    private string Plan => Path.Combine(folder.Path, "plan");

    public void Dispose()
    {
        foreach (var disk in mounted)
            ProgramRun.Of("umount", [disk]).GetAwaiter().GetResult();
        folder.Dispose();
    }

    [Theory]
    [InlineData("chmod 555 in/lost", "no-permission")]
    [InlineData("chmod 000 in/lost", "no-permission")]
    [InlineData("chmod 000 in/lost/a.txt", "no-permission")]
    [InlineData("chmod 000 in/kept", "no-permission")]
    [InlineData("chmod 000 in/kept/b.txt", "no-permission")]
    public async Task WhatNobodyMayTouchAnyMoreStays(string loss, string reason)
    {
        var nobody = Environment.UserName == "root"
            ? "setpriv --reuid=65534 --regid=65534 --clear-groups --"
            : "env";
        Write(folder.Path);
        (await Shell("chown -R 65534:65534 . 2> /dev/null || true")).Succeeded();
        Assert.SkipUnless(
            (await Shell($"HOME=$PWD {nobody} \"$1\" version", Cli.Program)).ExitCode == 0,
            "The program cannot be run by a user that is not root.");
        Task<ProgramRun> Run(params string[] words) =>
            Shell($"export HOME=$PWD; {nobody} \"$@\"", [Cli.Program, .. words]);

        (await Run("clean", "plan", "in", "-o", Plan, "-q", "--keep", "path:in/kept")).Succeeded();
        (await Shell(loss)).Succeeded();
        var apply = await Run("clean", "apply", Plan, "--yes", "--json");
        (await Shell("chmod -R u+rwX in")).Succeeded();

        Assert.Equal(3, apply.ExitCode);
        Assert.Equal(1, Skipped(apply, reason));
        Assert.True(File.Exists(Path.Combine(folder.Path, "in", "lost", "a.txt")));
        Assert.Equal(0, (await Run("clean", "apply", Plan, "--yes")).ExitCode);
        (await Shell("chmod 555 in/lost")).Succeeded();
        Assert.Equal(3, (await Run("clean", "undo", Plan)).ExitCode);
        (await Shell("chmod 755 in/lost")).Succeeded();
        Assert.Equal(0, (await Run("clean", "undo", Plan)).ExitCode);
        Assert.Equal(Cli.Harbour, File.ReadAllText(Path.Combine(folder.Path, "in", "lost", "a.txt")));
    }

    // The clock went back, and other bytes of the same length were written: at the very time of the plan, or before it.
    [Theory]
    [InlineData("lost/a.txt", 0, "changed")]
    [InlineData("lost/a.txt", -9, "changed")]
    [InlineData("kept/b.txt", 0, "keeper-changed")]
    [InlineData("kept/b.txt", -9, "keeper-changed")]
    public async Task WhatIsWrittenWithAClockThatWasSetBackIsSeen(string name, int days, string reason)
    {
        Write(folder.Path);
        (await PlanAsync()).Succeeded();
        var path = Path.Combine(folder.Path, "in", name);
        var time = File.GetLastWriteTimeUtc(path);
        File.WriteAllText(path, Cli.Harbour.Replace("third", "fifth", StringComparison.Ordinal));
        File.SetLastWriteTimeUtc(path, time.AddDays(days));

        var apply = await Cli.Run("clean", "apply", Plan, "--yes", "--json");

        Assert.Equal(3, apply.ExitCode);
        Assert.Equal(1, Skipped(apply, reason));
        Assert.True(File.Exists(Path.Combine(folder.Path, "in", "lost", "a.txt")));
    }

    [Fact]
    public async Task AQuarantineWithoutRoomKeepsTheFile()
    {
        Write(folder.Path, Cli.Harbour + new string('\n', 300_000));
        var disk = await MountAsync("mount -t tmpfs -o size=64k tmpfs \"$1\"");
        (await PlanAsync()).Succeeded();

        var apply = await Cli.Run("clean", "apply", Plan, "--yes", "--json", "--to", Path.Combine(disk, "away"));

        Assert.Equal(3, apply.ExitCode);
        Assert.Equal(1, Skipped(apply, "disk-full"));
        Assert.True(File.Exists(Path.Combine(folder.Path, "in", "lost", "a.txt")));
        Assert.Empty(Directory.GetFiles(disk, "*", SearchOption.AllDirectories));
    }

    [Fact]
    public async Task AFileWithTheBlocksOfTheOtherTakesItsPlace()
    {
        var probe = Path.Combine(folder.Path, "probe");
        Directory.CreateDirectory(probe);
        var top = await SharesAsync(probe)
            ? folder.Path
            : await MountAsync(
                "truncate -s 128M \"$1.img\" && mkfs.btrfs -q \"$1.img\" > /dev/null " +
                "&& mount -o loop \"$1.img\" \"$1\"");
        Write(top);
        var lost = Path.Combine(top, "in", "lost", "a.txt");
        var plan = Path.Combine(top, "plan");
        var before = await PictureAsync(top);
        (await PlanAsync(top)).Succeeded();

        (await Cli.Run("clean", "apply", plan, "--yes", "--reflink")).Succeeded();

        // The whole tree looks as before, and the original waits in the quarantine.
        Assert.Equal(before, await PictureAsync(top));
        Assert.True(File.Exists(Path.Combine(plan, "quarantine", "in", "lost", "a.txt")));
        (await Cli.Run("clean", "undo", plan)).Succeeded();
        Assert.Equal(before, await PictureAsync(top));
        Assert.False(File.Exists(Path.Combine(plan, "quarantine", "in", "lost", "a.txt")));

        (await Cli.Run("clean", "apply", plan, "--yes", "--reflink")).Succeeded();
        File.WriteAllText(lost, "new");
        Assert.Equal(3, (await Cli.Run("clean", "undo", plan)).ExitCode);
        Assert.Equal("new", File.ReadAllText(lost));
    }

    [Fact]
    public async Task WhereBlocksCannotBeSharedTheFileStays()
    {
        var disk = await MountAsync("mount -t tmpfs -o size=4m tmpfs \"$1\"");
        Assert.SkipWhen(await SharesAsync(disk), "This disk shares blocks.");
        Write(disk);
        (await PlanAsync(disk)).Succeeded();

        var apply = await Cli.Run("clean", "apply", Path.Combine(disk, "plan"), "--yes", "--json", "--reflink");

        Assert.Equal(3, apply.ExitCode);
        Assert.Equal(1, Skipped(apply, "cannot-link"));
        Assert.Equal(["a.txt"], Directory.GetFiles(Path.Combine(disk, "in", "lost")).Select(Path.GetFileName));
    }

    private static void Write(string top, string text = Cli.Harbour)
    {
        foreach (var (name, words) in (ReadOnlySpan<(string, string)>)[("lost/a.txt", text), ("kept/b.txt", text),
            ("kept/c.txt", Cli.Orchard)])
        {
            var path = Path.Combine(top, "in", name);
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            File.WriteAllText(path, words);
        }
    }

    private Task<ProgramRun> PlanAsync(string? top = null) => Cli.Run(
        "clean", "plan", Path.Combine(top ?? folder.Path, "in"), "-o", Path.Combine(top ?? folder.Path, "plan"), "-q",
        "--keep", $"path:{Path.Combine(top ?? folder.Path, "in", "kept")}");

    private async Task<string> MountAsync(string command)
    {
        var disk = Path.Combine(folder.Path, "disk");
        Directory.CreateDirectory(disk);
        Assert.SkipUnless(
            (await ProgramRun.Of("sh", ["-c", command, "sh", disk])).ExitCode == 0,
            "This user may not mount such a disk here.");
        mounted.Add(disk);
        return disk;
    }

    private static async Task<bool> SharesAsync(string top)
    {
        File.WriteAllText(Path.Combine(top, "one"), "text");
        return (await ProgramRun.Of(
            "cp", ["--reflink=always", Path.Combine(top, "one"), Path.Combine(top, "two")])).ExitCode == 0;
    }

    private Task<ProgramRun> Shell(string script, params string[] arguments) =>
        ProgramRun.Of("sh", ["-c", script, "sh", .. arguments], folder: folder.Path);

    private static int Skipped(ProgramRun run, string reason)
    {
        using var json = JsonDocument.Parse(run.Output);
        return json.RootElement.GetProperty("skipped").TryGetProperty(reason, out var count) ? count.GetInt32() : 0;
    }

    private static async Task<string> PictureAsync(string top) => (await ProgramRun.Of(
        "sh",
        [
            "-ec", "cd \"$1\"; find in -type f -printf '%P %s %m %U %G %T@ %n\\n' | sort; "
                + "find in -type f -exec sha256sum {} + | sort", "sh", top,
        ])).Succeeded().Output;
}
