using Dedupe.Reporting;
using Dedupe.Storage;

namespace Dedupe.Cli.Report;

/// <summary>Makes the report of a run: one file, or a folder with pages of all clusters beside the first one.</summary>
/// <param name="directory">The run directory.</param>
/// <param name="most">Clusters with texts on the first page, at most.</param>
internal sealed class ReportWriter(string directory, int most)
{
    private const string Index = "index.html";

    /// <summary>Whether a name is that of a folder: it does not end as a page does.</summary>
    public static bool IsFolder(string output) =>
        !output.EndsWith(".html", StringComparison.OrdinalIgnoreCase)
            && !output.EndsWith(".htm", StringComparison.OrdinalIgnoreCase);

    /// <summary>Reads the run and writes the report.</summary>
    /// <param name="output">A page, or a folder; null: <c>report.html</c> in the run directory.</param>
    /// <param name="overwrite">Whether a report that is there is replaced.</param>
    /// <param name="cancellationToken">Ends it; no half page stays.</param>
    /// <returns>The page to open.</returns>
    /// <exception cref="UsageException">Something else stands where the report would be written.</exception>
    /// <exception cref="InvalidDataException">There is no finished run.</exception>
    /// <exception cref="IOException">A file cannot be read or written.</exception>
    public async Task<string> WriteAsync(string? output, bool overwrite, CancellationToken cancellationToken)
    {
        output ??= Path.Combine(directory, "report.html");
        var isFolder = IsFolder(output);
        var page = isFolder ? Path.Combine(output, Index) : output;
        ReportPlace.Require(output, page, isFolder, overwrite);
        var figures = new FigureReader(directory).Read(cancellationToken);
        var content = await new ContentReader(directory, figures, most).ReadAsync(cancellationToken);
        var rejected = RejectedInput.Read(Path.Combine(directory, ResultFolder.RejectedName), cancellationToken);
        var firsts = isFolder ? new ClusterPages(directory, output).Write(figures, cancellationToken) : [];
        var name = Path.GetFileName(Path.TrimEndingDirectorySeparator(Path.GetFullPath(directory)));
        var body = new ReportPage(figures, rejected)
            .Body($"Copies found in {ShownText.Short(name)}", content, isFolder);
        Write(
            page, PageFrame.Of(
                $"Dedupe: {name}", body, PageFrame.Asset("sides.js") + PageFrame.Asset("report.js"),
                ReportData.Of(content, firsts)));
        return page;
    }

    /// <summary>Writes a page under its name only when it is whole.</summary>
    public static void Write(string path, string page) => AtomicFile.Write(path, stream =>
    {
        using var writer = new StreamWriter(stream, leaveOpen: true);
        writer.Write(page);
    });
}
