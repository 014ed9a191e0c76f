using Dedupe.Formats;
using Dedupe.Sources;

namespace Dedupe.Benchmarks.Samples;

/// <summary>
/// <c>samples FOLDER...</c>: reads every file by itself, whoever made it, and tells what became of it: a line a file
/// (format, documents, rejections, the first of each), and the sums by format.
/// </summary>
internal static class SamplesCommand
{
    private static readonly SourceOptions Options = new() { Formats = FormatRegistry.All };

    /// <summary>Runs it.</summary>
    public static async Task<int> RunAsync(IReadOnlyList<string> folders)
    {
        var files = folders.SelectMany(static folder => File.Exists(folder)
            ? [folder]
            : Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories)).Order(StringComparer.Ordinal);
        var sums = new SortedDictionary<string, (int Files, int Read, int Rejected, int Documents)>(
            StringComparer.Ordinal);
        foreach (string file in files)
        {
            string format = FormatOf(file);
            var sink = new Sink();
            await foreach (var batch in new FileSource([file], Options).ReadAsync())
            {
                using (batch)
                    batch.Read(sink);
            }

            Console.WriteLine(
                $"{format}\t{sink.Documents}\t{sink.Rejections.Count}\t{file}\t{sink.First}\t" +
                string.Join(
                    " | ", sink.Rejections.Take(2).Select(static told => $"{Names.Of(told.Reason)}: {told.Detail}")));
            var sum = sums.GetValueOrDefault(format);
            sums[format] = (
                sum.Files + 1, sum.Read + (sink.Rejections.Count == 0 ? 1 : 0),
                sum.Rejected + (sink.Rejections.Count > 0 ? 1 : 0), sum.Documents + sink.Documents);
        }

        Console.WriteLine("format\tfiles\twithout rejection\twith\tdocuments");
        foreach (var (format, sum) in sums)
            Console.WriteLine($"{format}\t{sum.Files}\t{sum.Read}\t{sum.Rejected}\t{sum.Documents}");
        return 0;
    }

    private static string FormatOf(string file)
    {
        using var stream = File.OpenRead(file);
        var start = new byte[InputFormats.StartBytes];
        int length = stream.ReadAtLeast(start, start.Length, throwOnEndOfStream: false);
        var kind = FormatRegistry.All.KindOf(file);
        var found = FormatRegistry.All.Recognised(
            start.AsSpan(0, length), kind?.Format, kind is null or { IsOpen: true });
        return (found ?? kind?.Format)?.Name ?? "none";
    }

    private sealed class Sink : IDocumentSink
    {
        public int Documents { get; private set; }

        public string First { get; private set; } = "";

        public List<Rejection> Rejections { get; } = [];

        public void Accept(in Document document, Origin origin)
        {
            if (Documents++ == 0)
                First = $"[{Text(document.Id)}] v={Text(document.Version)} s={Text(document.Status)} "
                    + $"d={document.Date:u} o={Text(document.Source)} t={Text(document.Title)} u={Text(document.Url)} "
                    + $"x={Text(document.Text)}";
        }

        public void Reject(Rejection rejection) => Rejections.Add(rejection);

        private static string Text(ReadOnlyMemory<byte> text)
        {
            string line = System.Text.Encoding.UTF8.GetString(text.Span).ReplaceLineEndings("¶");
            return line.Length > 90 ? line[..90] : line;
        }
    }
}
