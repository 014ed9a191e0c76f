using System.Runtime.CompilerServices;

namespace Dedupe.Sources;

/// <summary>
/// Documents in files, folders and standard input (<c>-</c>): plain text, one document a file, JSON lines, one a line, and the texts
/// of Common Crawl (WET), one a record; each also packed with gzip or Zstandard. Nothing that cannot be read stops it: every such input is one <see cref="Rejection"/>, and reading goes
/// on. Files are read one after the other; memory is one batch, or one document where that is larger.
/// </summary>
public sealed class FileSource
{
    /// <summary>The argument that stands for standard input.</summary>
    public const string StandardInput = "-";

    private readonly SourceOptions options;
    private readonly SourceEnvironment environment;
    private readonly RetryPolicy retry;
    private readonly Lazy<IReadOnlyList<InputFile>> files;
    private readonly JsonFields fields;
    private long bytesRead;

    /// <summary>Makes a source. Nothing is touched before <see cref="Files"/> or <see cref="ReadAsync"/>.</summary>
    /// <param name="inputs">Files, folders and <c>-</c>, in any order: the order makes no difference.</param>
    /// <param name="options">How they are read.</param>
    /// <exception cref="ArgumentOutOfRangeException">An option is outside its range.</exception>
    public FileSource(IReadOnlyList<string> inputs, SourceOptions? options = null)
        : this(inputs, options ?? new SourceOptions(), new SourceEnvironment())
    {
    }

    internal FileSource(IReadOnlyList<string> inputs, SourceOptions options, SourceEnvironment environment)
    {
        options.Validate();
        this.options = options;
        this.environment = environment;
        fields = new JsonFields(options);
        retry = new RetryPolicy(options, environment.Time);
        files = new Lazy<IReadOnlyList<InputFile>>(() => new InputExpander(options, environment, retry).Expand(inputs));
    }

    /// <summary>Reads that failed for a moment and were tried again, so far.</summary>
    public long Retries => retry.Retries;

    /// <summary>Bytes read from disk and standard input so far, as they are there: packed ones count packed.</summary>
    public long BytesRead => Interlocked.Read(ref bytesRead);

    /// <summary>The files that are read, folders expanded, in ordinal order of their paths. The first look at it searches the folders.</summary>
    public IReadOnlyList<SourceFile> Files =>
        files.Value.Where(static file => file.Problem is null).Select(static file => new SourceFile(file.Shown, file.Length)).ToList();

    /// <summary>Reads everything. The batches may be taken apart on other threads while the next is read; each must be disposed.</summary>
    public async IAsyncEnumerable<DocumentBatch> ReadAsync([EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        using var builder = new BatchBuilder(options, fields);
        foreach (var file in files.Value)
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (file.Problem is not null)
            {
                builder.Reject(file.Problem);
            }
            else
            {
                builder.Begin(file);
                bool first = true;
                using var input = Open(file);
                while (!builder.IsHopeless)
                {
                    if (builder.MakeRoom() is { } full)
                        yield return full;
                    int read = await input.ReadAsync(builder.Room, environment.HasZstandard, cancellationToken);
                    if (read == 0 && input.TakeDamage() is { } damage)
                    {
                        builder.Damage(damage);
                        continue;
                    }

                    if (read == 0)
                        break;
                    if (first && input.PlainFrom is { } start)
                        builder.ReadableAgain(OriginOf(file), start);
                    first = false;
                    builder.Add(read);
                }

                builder.End(input.Fault);
            }

            if (builder.IsFull && builder.Take() is { } batch)
                yield return batch;
        }

        if (builder.Take() is { } last)
            yield return last;
    }

    private TextOrigin OriginOf(InputFile file) => file.Format switch
    {
        InputFormat.Text => new TextFileOrigin(file, environment, retry),
        InputFormat.Wet => new WetOrigin(file, environment, retry),
        _ => new JsonLinesOrigin(file, environment, retry, fields),
    };

    private OpenInput Open(InputFile file)
    {
        Func<Stream> open = file switch
        {
            { KnownEmpty: true } => static () => Stream.Null,
            { FullPath: StandardInput } => environment.OpenStandardInput,
            _ => () => environment.Open(file.FullPath),
        };
        return new OpenInput(new RetryingReader(open, retry, count => Interlocked.Add(ref bytesRead, count)), file);
    }
}
