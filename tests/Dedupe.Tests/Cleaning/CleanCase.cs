using System.Diagnostics;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Dedupe.Cleaning;
using Dedupe.Sources;
using Xunit;

namespace Dedupe.Tests.Cleaning;

/// <summary>A folder with copies, and a plan over it that was made without a run.</summary>
internal sealed class CleanCase : IDisposable
{
    private readonly string top = Directory.CreateTempSubdirectory("dedupe-clean-").FullName;
    private readonly List<(string Victim, string? Record, string Keeper, string? Other)> pairs = [];

    public CleanCase()
    {
        Assert.SkipUnless(FileCalls.AreThere, "Files are cleaned up on Linux alone.");
        Directory.CreateDirectory(Tree);
        Directory.CreateDirectory(Plan);
    }

    /// <summary>The folder that is cleaned up.</summary>
    public string Tree => Path.Combine(top, "tree");

    /// <summary>The folder of the plan.</summary>
    public string Plan => Path.Combine(top, "plan");

    /// <summary>How files of records are read.</summary>
    public SourceOptions Reading { get; init; } = new();

    /// <summary>Whether the file system can swap two names at once.</summary>
    public bool CanSwap { get; init; } = true;

    /// <summary>A path in the folder.</summary>
    public string At(string name) => Path.Combine(Tree, name);

    /// <summary>A path beside the folder.</summary>
    public string Beside(string name) => Path.Combine(top, name);

    /// <summary>Where a file is in the quarantine.</summary>
    public string Away(string name) => Path.Combine(Plan, "quarantine", "tree", name);

    /// <summary>Writes a file, with an old time.</summary>
    public CleanCase Write(string name, string text)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(At(name))!);
        File.WriteAllText(At(name), text);
        File.SetLastWriteTimeUtc(At(name), new DateTime(2001, 2, 3, 4, 5, 6, DateTimeKind.Utc));
        return this;
    }

    /// <summary>Writes two files of which the first may go.</summary>
    public CleanCase Pair(string victim, string keeper, string text = "a text", string? other = null)
    {
        Write(victim, text);
        Write(keeper, other ?? text);
        return Plans(victim, keeper);
    }

    /// <summary>Lets a file go that is there.</summary>
    public CleanCase Plans(string victim, string keeper) => Plans(victim, null, keeper, null);

    /// <summary>Writes a file of JSON lines, one for each id and its text.</summary>
    public CleanCase Lines(string name, params (string Id, string Text)[] records) => Write(name, Line(records));

    /// <summary>The lines of such a file.</summary>
    public static string Line(params (string Id, string Text)[] records) => string.Concat(
        records.Select(static record => $$"""{"id": "{{record.Id}}", "text": "{{record.Text}}"}""" + "\n"));

    /// <summary>Lets a file go, or a record of it, for another.</summary>
    public CleanCase Plans(string victim, string? record, string keeper, string? other)
    {
        pairs.Add((victim, record, keeper, other));
        CleanPlan.Write(
            Plan, [RootOf(Tree)],
            [.. pairs.Select((pair, at) => new PlannedRemoval(
                at + 1, "c", Relation.Identical, 2, 0, 0, 0, Look(pair.Victim, pair.Record),
                Look(pair.Keeper, pair.Other)))],
            Reading);
        return this;
    }

    public CleanResult Apply(
        SafetyChecks without = SafetyChecks.None, CleanWay way = CleanWay.Move, string? to = null, bool dry = false,
        string? decisions = null, bool inPlace = false) =>
        new CleanApply(Plan, SafetyChecks.All & ~without)
        {
            InPlace = inPlace,
            CanSwap = CanSwap,
            Formats = Reading.Formats,
            Way = way,
            To = to,
            IsDryRun = dry,
            Decisions = decisions,
        }.Run(cancellationToken: TestContext.Current.CancellationToken);

    public CleanResult Undo(SafetyChecks without = SafetyChecks.None) =>
        new CleanUndo(Plan, SafetyChecks.All & ~without) { CanSwap = CanSwap }.Run(
            cancellationToken: TestContext.Current.CancellationToken);

    /// <summary>The whole folder: names, kinds, times, modes, owners, links, numbers, bytes.</summary>
    public string Picture() => Shell(
        "cd \"$1\"; find . -printf '%P %y %s %m %U %G %T@ %n %i %l\\n' | LC_ALL=C sort; " +
        "find . -type f -exec sha256sum {} + | LC_ALL=C sort", Tree);

    /// <summary>Runs a shell; it must end well.</summary>
    public static string Shell(string script, params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo("sh", ["-ec", script, "sh", .. arguments])
        {
            RedirectStandardOutput = true,
            UseShellExecute = false,
        })!;
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        Assert.Equal(0, process.ExitCode);
        return output;
    }

    public static CleanRoot RootOf(string path)
    {
        var facts = FileCalls.Look(path)!.Value;
        return new CleanRoot(RealPath.Of(path), facts.Device, facts.Inode, Path.GetFileName(path));
    }

    private static string HashOf(string line)
    {
        using var json = JsonDocument.Parse(line);
        return Convert.ToHexStringLower(
            SHA256.HashData(Encoding.UTF8.GetBytes(json.RootElement.GetProperty("text").GetString()!)));
    }

    public void Dispose()
    {
        if (Directory.Exists(top))
            Shell("chmod -R u+rwx \"$1\"; rm -rf \"$1\"", top);
    }

    private PlannedFile Look(string name, string? record)
    {
        var lines = record is null ? [] : File.ReadAllLines(At(name));
        var at = Array.FindIndex(lines, line => line.Contains($"\"{record}\"", StringComparison.Ordinal));
        using var root = FileCalls.OpenRoot();
        using var tree = FolderWalk.Open(root, RealPath.Of(Tree));
        using var file = CheckedFile.Open(tree, name, SafetyChecks.All);
        return new PlannedFile(
            0, name, file.Facts.Device, file.Facts.Inode, file.Facts.Size, file.Facts.Written, file.Hash(),
            record is null ? "text" : Reading.Formats.KindOf(name)!.Value.Format.Name, record ?? name,
            record is null ? null : new PlannedRecord(name, at + 1, record, "", HashOf(lines[at])));
    }
}
