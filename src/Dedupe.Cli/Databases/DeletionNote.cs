using System.Globalization;
using System.Text;
using Dedupe.Cleaning;
using Dedupe.Storage;

namespace Dedupe.Cli.Databases;

/// <summary>
/// The file of a plan for a table that says that it was applied, and how many of its rows were deleted. Rows are moved
/// to the quarantine first and deleted there all at once, after this was noted: until then each can be put back.
/// </summary>
/// <param name="folder">The folder of the plan.</param>
internal sealed class DeletionNote(string folder)
{
    private readonly string path = Path.Combine(folder, CleanFolder.AppliedName);

    private long? Deleted =>
        File.Exists(path) && long.TryParse(
            File.ReadAllText(path), NumberStyles.None, CultureInfo.InvariantCulture, out var rows)
            ? rows
            : null;

    /// <summary>Notes that the plan is applied.</summary>
    public void Begin()
    {
        if (!File.Exists(path))
            File.WriteAllText(path, "");
    }

    /// <summary>Applies the plan, or looks whether it holds.</summary>
    /// <param name="work">What does it.</param>
    /// <param name="isDone">Whether it is done, and not only looked at.</param>
    /// <param name="deletes">Whether rows are deleted in the end.</param>
    public TableResult Apply(TableWork work, bool isDone, bool deletes)
    {
        if (Deleted is { } before)
        {
            if (isDone)
                work.Delete();
            return new TableResult(0, before, new Dictionary<string, long>());
        }

        if (!isDone)
            return work.Look();
        var result = work.Apply();
        if (deletes)
        {
            Write((result.Done + result.Before).ToString(CultureInfo.InvariantCulture));
            work.Delete();
        }

        return result;
    }

    /// <summary>Undoes it. What was deleted is told; where the end came before that, it comes back.</summary>
    public TableResult Undo(TableWork work)
    {
        var result = work.Undo();
        if (Deleted is null)
            return result;
        if (result.Left == 0)
            Write("");
        return result with
        {
            Skipped = result.Skipped.ToDictionary(
                static one => one.Key == "gone" ? "deleted" : one.Key, static one => one.Value, StringComparer.Ordinal),
        };
    }

    private void Write(string text) => AtomicFile.Write(path, stream => stream.Write(Encoding.ASCII.GetBytes(text)));
}
