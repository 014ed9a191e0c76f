using Dedupe.Sources;
using Dedupe.Storage;

namespace Dedupe.Batch;

/// <summary>
/// Writes inputs of a run again without the documents that are members of a cluster and do not represent it. Documents are known by their ids,
/// never by positions; what stays is written byte for byte, in the same order, packed as it was. Memory is the removed ids and one document.
/// </summary>
public sealed class FilterJob
{
    private readonly FilterOptions options;
    private readonly FilterPlan plan;
    private readonly SourceEnvironment environment = new();
    private readonly RetryPolicy retry;
    private readonly List<Rejection> rejections = [];

    /// <summary>Makes a job, and checks that run, inputs and output go together. Nothing is written.</summary>
    /// <exception cref="FilterRefusedException">They do not.</exception>
    /// <exception cref="InvalidDataException">The manifest of the run cannot be read.</exception>
    public FilterJob(FilterOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        this.options = options;
        plan = new FilterPlan(options);
        retry = new RetryPolicy(plan.Source, environment.Time);
    }

    /// <summary>Filters. Every file appears under its name only when it is whole, and <c>filter.json</c> after all of them.</summary>
    /// <exception cref="IOException">The output folder cannot be written.</exception>
    /// <exception cref="InvalidDataException">The clusters of the run cannot be read, or an input is UTF-16.</exception>
    public async Task<FilterResult> RunAsync(CancellationToken cancellationToken = default)
    {
        var removed = await RemovedIds.ReadAsync(options.RunDirectory, cancellationToken);
        // Places count only in files that are as they were.
        var rejectedByRun = options.AllowOther
            ? new Dictionary<Origin, Rejection>()
            : await RejectedDocuments.ReadAsync(options.RunDirectory, cancellationToken);
        Directory.CreateDirectory(options.OutputDirectory);
        File.Delete(Path.Combine(options.OutputDirectory, FilterReport.Name));
        var files = new List<FilteredFile>();
        foreach (var (name, file) in plan.Targets)
        {
            var sink = new FilterSink(removed, rejectedByRun, options.DropRejected, rejections);
            var target = Path.Combine(options.OutputDirectory, name);
            Directory.CreateDirectory(Path.GetDirectoryName(target)!);
            bool written = file.Format == InputFormat.Text
                ? await FilterTextAsync(file, target, sink, cancellationToken)
                : await FilterStreamAsync(file, target, sink, cancellationToken);
            files.Add(new FilteredFile(file.Shown, written ? name : null, sink.Counts));
        }

        var counts = files.Aggregate(default(FilterCounts), static (sum, file) => sum.Plus(file.Counts));
        var result = new FilterResult(files, counts, removed.NotMet, rejections);
        FilterReport.Write(options, result);
        return result;
    }

    // A text stays as the file it is, or not at all.
    private async Task<bool> FilterTextAsync(InputFile file, string target, FilterSink sink, CancellationToken cancellationToken)
    {
        await foreach (var batch in new FileSource([file.Shown], plan.Source).ReadAsync(cancellationToken))
        {
            using (batch)
                batch.Read(sink);
        }

        bool canBeRead = rejections.Count == 0 || rejections[^1].Origin.Source != file.Shown
            || rejections[^1].Reason is not (RejectionReason.Missing or RejectionReason.Unreadable);
        if (!sink.Keeps || !canBeRead)
        {
            // One of an earlier filtering, which may be replaced.
            File.Delete(target);
            return false;
        }

        await AtomicFile.WriteAsync(target, async output =>
        {
            await using var input = Open(file);
            await input.CopyToAsync(output, cancellationToken);
        });
        return true;
    }

    // Nothing that is known to be empty is opened: it may be a pipe.
    private Stream Open(InputFile file) => file.KnownEmpty ? Stream.Null : environment.Open(file.FullPath);

    private async Task<bool> FilterStreamAsync(InputFile file, string target, FilterSink sink, CancellationToken cancellationToken)
    {
        await AtomicFile.WriteAsync(target, async output =>
        {
            using var input = new OpenInput(new RetryingReader(() => Open(file), retry, static _ => { }), file, undecoded: true);
            using var packed = new PackedWriter(output, file.Compression ?? Compression.None);
            if (file.Format == InputFormat.Wet)
            {
                await new RecordFilter(file.Shown, plan.Source, sink, packed).RunAsync(input, environment, cancellationToken);
            }
            else
            {
                using var lines = new LineFilter(file.Shown, plan.Source, sink, packed);
                await lines.RunAsync(input, environment, cancellationToken);
            }

            packed.Finish();
        });
        return true;
    }
}
