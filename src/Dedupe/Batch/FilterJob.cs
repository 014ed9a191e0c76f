using Dedupe.Batch.Removal;
using Dedupe.Sources;
using Dedupe.Storage;

namespace Dedupe.Batch;

/// <summary>
/// Writes inputs of a run again without the documents whose text a kept copy has (<see cref="RemovalRule"/>). Documents
/// are known by their ids, never by positions; what stays is written byte for byte, in the same order, packed as it
/// was. Memory is the documents of clusters and one document.
/// </summary>
internal sealed class FilterJob
{
    private const int Told = 100;

    private readonly FilterOptions options;
    private readonly FilterPlan plan;
    private readonly FilterOutput output;
    private readonly SourceEnvironment environment = new();
    private readonly RetryPolicy retry;
    private readonly ReadingRules rules;
    private readonly RejectionLog rejections = new();

    /// <summary>Makes a job, and checks that run, inputs and output go together. Nothing is written.</summary>
    /// <exception cref="FilterRefusedException">They do not.</exception>
    /// <exception cref="InvalidDataException">The manifest of the run cannot be read.</exception>
    public FilterJob(FilterOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        this.options = options;
        plan = new FilterPlan(options);
        foreach (var rejection in plan.Rejections)
            rejections.Add(rejection);
        output = new FilterOutput(options.OutputDirectory);
        retry = new RetryPolicy(plan.Source, environment.Time);
        rules = new ReadingRules(plan.Source);
    }

    /// <summary>
    /// Filters. Every file appears under its name only when it is whole, and <c>filter.json</c> after all of them.
    /// </summary>
    /// <exception cref="FilterRefusedException">The results of the run cannot be read, or the disk has no room. Nothing
    /// was written.</exception>
    /// <exception cref="IOException">The output folder cannot be written.</exception>
    public async Task<FilterResult> RunAsync(CancellationToken cancellationToken = default)
    {
        var policy = options.Keep ?? KeepPolicy.Of(plan.Dedupe.Clustering);
        var (removal, rejectedByRun) = await ReadRunAsync(policy, cancellationToken);
        new FilterSpace(options, DiskSpace.Free).Check(plan.Targets, removal);
        Directory.CreateDirectory(options.OutputDirectory);
        File.Delete(Path.Combine(options.OutputDirectory, FilterReport.Name));
        var files = new List<FilteredFile>();
        long copied = 0;
        foreach (var target in plan.Targets)
        {
            if (target.File is not { } file)
            {
                await CopyAsync(target, cancellationToken);
                copied++;
                continue;
            }

            var sink = new FilterSink(removal, rejectedByRun, options.DropRejected, rejections);
            bool written = await FilterAsync(target, file, sink, cancellationToken);
            files.Add(new FilteredFile(file.Shown, written ? RawPath.Show(target.Name) : null, sink.Counts));
        }

        var (links, leftOut) = WriteLinks();
        var result = Result(removal, files, copied) with { Links = links, LinksLeftOut = leftOut };
        FilterReport.Write(options, result, removal);
        return result;
    }

    // The files are as the run wrote them: what cannot be read is of another version.
    private async Task<(RemovalPlan Removal, RejectedDocuments Rejected)> ReadRunAsync(
        KeepPolicy policy, CancellationToken cancellationToken)
    {
        try
        {
            var removal = await new RemovalReader(options.RunDirectory, options.Rule, policy, plan.IsBehindLink)
                .ReadAsync(cancellationToken);
            // Places count only in files that are as they were.
            return (
                removal,
                options.AllowOther
                    ? new RejectedDocuments()
                    : await RejectedDocuments.ReadAsync(options.RunDirectory, cancellationToken));
        }
        catch (InvalidDataException error)
        {
            throw new FilterRefusedException($"{error.Message}. {FilterPlan.RunAgain}", error);
        }
    }

    private FilterResult Result(RemovalPlan removal, List<FilteredFile> files, long copied)
    {
        var counts = files.Aggregate(
            new FilterCounts(0, 0, plan.Rejections.Count), static (sum, file) => sum.Plus(file.Counts));
        var own = removal.Met.Where(static member => member.Fate == RemovalFate.KeptForOwnText);
        var filesWithDocuments = files.Where(static file => file.Counts.Kept + file.Counts.Removed > 0)
            .Select(static file => file.Input)
            .ToHashSet(StringComparer.Ordinal);
        return new FilterResult(files, counts, removal.NotMet, rejections.ToList(filesWithDocuments.Contains))
        {
            Removal = removal.Totals,
            KeptForOwnText =
                [.. own.Take(Told).Select(static member => new KeptDocument(member.Name, member.OwnShare,
                    member.Beside?.Name))],
            PassedOver = plan.PassedOver,
            Copied = copied,
            Links = 0,
            LinksLeftOut = [],
        };
    }

    // Whether a file was written.
    private async Task<bool> FilterAsync(
        FilterTarget target, InputFile file, FilterSink sink, CancellationToken cancellationToken)
    {
        using var filter = new FileFilter(file, () => Open(target), rules, environment, retry);
        await filter.StartAsync(cancellationToken);
        var format = filter.File.Format;
        if (format.IsOneDocument)
            return await FilterTextAsync(target, file, sink, cancellationToken);
        if (filter.WhyKeptWhole(cancellationToken) is { } why)
        {
            await ReadAsync(file, sink.WholeFile, cancellationToken);
            sink.EndWholeFile(file, why);
            await CopyAsync(target, cancellationToken);
            return true;
        }

        await output.WriteAsync(target.Name, target.FullPath, async stream =>
        {
            await filter.WriteAsync(sink, stream, cancellationToken);
            if (!sink.KeepsAll)
                return false;
            // All of it stays: as the bytes it is, and not packed or cut anew.
            stream.SetLength(0);
            await CopyAsync(target, stream, cancellationToken);
            return true;
        });
        if (format.MayBeEmpty || !sink.KeepsNothing)
            return true;
        output.Delete(target.Name);
        return false;
    }

    private async Task ReadAsync(InputFile file, IDocumentSink sink, CancellationToken cancellationToken)
    {
        await foreach (var batch in new FileSource([file.Shown], plan.Source).ReadAsync(cancellationToken))
        {
            using (batch)
                batch.Read(sink);
        }
    }

    // A text stays as the file it is, or not at all.
    private async Task<bool> FilterTextAsync(
        FilterTarget target, InputFile file, FilterSink sink, CancellationToken cancellationToken)
    {
        await ReadAsync(file, sink, cancellationToken);
        if (!sink.Keeps)
        {
            // One of an earlier filtering, which may be replaced.
            output.Delete(target.Name);
            return false;
        }

        await CopyAsync(target, cancellationToken);
        return true;
    }

    private Task CopyAsync(
        FilterTarget target,
        CancellationToken cancellationToken) => output.WriteAsync(target.Name, target.FullPath, async stream =>
    {
        await CopyAsync(target, stream, cancellationToken);
        return true;
    });

    private async Task CopyAsync(FilterTarget target, Stream stream, CancellationToken cancellationToken)
    {
        await using var input = Open(target);
        await input.CopyToAsync(stream, cancellationToken);
    }

    // Nothing that is known to be empty is opened: it may be a pipe.
    private Stream Open(FilterTarget target) =>
        target.File is { KnownEmpty: true } ? Stream.Null : environment.Open(target.FullPath);

    // A link to another link is written after that one.
    private (long Written, IReadOnlyList<string> LeftOut) WriteLinks()
    {
        var rest = plan.Links.ToList();
        long written = 0;
        for (int before = -1; before != rest.Count;)
        {
            before = rest.Count;
            foreach (var link in rest.ToList())
            {
                if (link.Target.Length == 0
                    || RawPath.IsRaw(link.Name)
                    || RawPath.IsRaw(link.Target)
                    || (link.Inside is not null && !output.Has(link.Inside)))
                    continue;
                output.Link(link.Name, link.Target);
                rest.Remove(link);
                written++;
            }
        }

        foreach (var link in rest)
            output.Delete(link.Name);
        return (written, [.. rest.Select(static link => link.Shown)]);
    }
}
