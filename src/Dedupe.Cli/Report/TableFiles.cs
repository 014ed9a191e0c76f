using Dedupe.Batch;

namespace Dedupe.Cli.Report;

/// <summary>Writes the results of a run for spreadsheets, each file under its name only when it is whole.</summary>
internal static class TableFiles
{
    private static readonly string[] Names = ["clusters.csv", "pairs.csv"];

    /// <summary>Writes CSV files into a folder, which is made if it is not there.</summary>
    /// <param name="run">The run directory.</param>
    /// <param name="folder">The folder.</param>
    /// <param name="overwrite">Whether files of these names are replaced.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <exception cref="InvalidDataException">There is no finished run.</exception>
    /// <exception cref="IOException">A file cannot be read or written.</exception>
    public static void WriteCsv(string run, string folder, bool overwrite, CancellationToken cancellationToken)
    {
        Require(run);
        foreach (var name in Names)
            OutputFile.Check(Path.Combine(folder, name), overwrite, []);
        Directory.CreateDirectory(folder);
        // Beside their places, so that moving them there cannot fail for want of room.
        var made = Directory.CreateDirectory(Path.Combine(folder, $".{Guid.NewGuid():n}.partial"));
        try
        {
            using (var rows = new CsvRows(made.FullName))
                ResultTables.Write(run, rows, cancellationToken);
            foreach (var name in Names)
                File.Move(Path.Combine(made.FullName, name), Path.Combine(folder, name), overwrite);
        }
        finally
        {
            made.Delete(recursive: true);
        }
    }

    /// <summary>Writes an Excel workbook.</summary>
    /// <param name="run">The run directory.</param>
    /// <param name="file">The workbook.</param>
    /// <param name="overwrite">Whether a file of this name is replaced.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <exception cref="InvalidDataException">There is no finished run.</exception>
    /// <exception cref="IOException">A file cannot be read or written.</exception>
    public static void WriteWorkbook(string run, string file, bool overwrite, CancellationToken cancellationToken)
    {
        Require(run);
        OutputFile.Check(file, overwrite, []);
        var partial = $"{file}.{Guid.NewGuid():n}.partial";
        try
        {
            using (var stream = new FileStream(partial, FileMode.CreateNew, FileAccess.ReadWrite))
            using (var rows = new WorkbookRows(stream))
                ResultTables.Write(run, rows, cancellationToken);
            File.Move(partial, file, overwrite);
        }
        finally
        {
            File.Delete(partial);
        }
    }

    private static void Require(string run)
    {
        if (FinishedRun.Problem(run, out _) is { } problem)
            throw new InvalidDataException(problem);
    }
}
