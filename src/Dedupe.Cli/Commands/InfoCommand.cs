using System.CommandLine;
using System.Runtime.InteropServices;
using Dedupe.Signing;
using Dedupe.Sources;

namespace Dedupe.Cli.Commands;

/// <summary><c>dedupe info</c>: what runs here.</summary>
internal static class InfoCommand
{
    public static Command Create(Terminal terminal)
    {
        var command = new DescribedCommand(
            "info",
            "Shows versions, processor kernels, and limits.",
            "dedupe info                            what runs here, for a bug report\n"
            + "DEDUPE_KERNEL=scalar dedupe info       the same with the plain kernel pinned");
        command.Run(terminal, (_, _) =>
        {
            Write(terminal.Out);
            return Task.FromResult(ExitCode.Done);
        });
        return command;
    }

    // What a file holds, and what filter makes of it.
    private static string Described(InputFormat format)
    {
        var endings = string.Join(", ", format.Extensions.Concat(format.SharedExtensions));
        var written = format.IsOneDocument ? "one document a file, kept or removed whole"
            : format.IsWrittenAgain ? "written again by filter"
            : "kept whole by filter";
        return $"{endings}: {written}";
    }

    private static void Write(TextWriter output)
    {
        Line("dedupe", ProgramVersion.Text);
        Line(".NET", RuntimeInformation.FrameworkDescription);
        Line("system", $"{RuntimeInformation.OSDescription.Trim()} ({RuntimeInformation.ProcessArchitecture})");
        Line("hash family", $"{HashFamily.Version}");
        Line("kernel", HashFamily.Kernel);
        Line("kernels", string.Join(", ", HashFamily.AvailableKernels));
        Line("processors", $"{Environment.ProcessorCount}");
        Line("memory", ByteSize.Format(GC.GetGCMemoryInfo().TotalAvailableMemoryBytes));
        Line(
            "max document",
            $"{ByteSize.Format(new SourceOptions().MaxDocumentBytes)} (--max-document, up to " +
            $"{ByteSize.Format(SharedOptions.LargestDocument)})");
        Line("formats", ReadableFormats.All.Endings);
        foreach (var format in ReadableFormats.All.All)
            Line($"  {format.Word}", Described(format));
        Line("zstd", ZstdApi.Best.Title);

        void Line(string name, string value) => output.WriteLine($"{name,-14}{value}");
    }
}
