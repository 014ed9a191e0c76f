using System.Runtime.CompilerServices;
using Dedupe.Storage;

namespace Dedupe.Sources;

/// <summary>
/// Documents in files, folders and standard input (<c>-</c>), in any of <see cref="SourceOptions.Formats"/>. Nothing
/// that cannot be read stops it: every such input is one <see cref="Rejection"/>, and reading goes on. Files are read
/// one after the other; memory is one batch, or one document where that is larger. A source is for one run at a time.
/// </summary>
/// <example>
/// <code>
/// var files = new FileSource(["archive", "today.jsonl.gz"], new SourceOptions { IdField = "url" });
/// DedupeResult result = await new Deduplicator().RunAsync(files);
/// Console.WriteLine($"{result.Summary.Files} files, {result.Summary.Rejected} documents left out");
/// </code>
/// </example>
public sealed class FileSource
{
    /// <summary>The argument that stands for standard input.</summary>
    public const string StandardInput = "-";

    /// <summary>
    /// Those of the inputs that are not there: neither a file nor a folder, nor what stands for standard input.
    /// </summary>
    internal static IReadOnlyList<string> Missing(IEnumerable<string> inputs) =>
        [.. inputs.Where(static input => input != StandardInput
            && !InputExpander.IsThere(input)).Distinct(StringComparer.Ordinal)];

    private readonly SourceOptions options;
    private readonly SourceEnvironment environment;
    private readonly RetryPolicy retry;
    private readonly IReadOnlyList<string> inputs;
    private readonly Lazy<IReadOnlyList<InputFile>> files;
    private readonly SortedDictionary<string, long> passedOver = new(StringComparer.Ordinal);
    private readonly ReadingRules rules;
    private readonly Dictionary<string, TextOrigin> origins = new(StringComparer.Ordinal);
    private Dictionary<string, InputFile> filesByName = [];
    private long bytesRead;

    /// <summary>Makes a source. Nothing is touched before <see cref="Files"/> or <see cref="ReadAsync"/>.</summary>
    /// <param name="inputs">Files, folders and <c>-</c>, in any order: the order makes no difference.</param>
    /// <param name="options">How they are read.</param>
    /// <exception cref="ArgumentOutOfRangeException">An option is outside its range.</exception>
    public FileSource(IReadOnlyList<string> inputs, SourceOptions? options = null)
        : this(inputs, options ?? new SourceOptions(), new SourceEnvironment())
    {
    }

    /// <summary>Whether an input can be read only once: standard input, or a pipe.</summary>
    /// <param name="input">The input as it was named.</param>
    internal static bool IsReadOnce(string input) =>
        input == StandardInput
            || (!string.IsNullOrEmpty(input) && !input.Contains('\0')
                && RawFiles.StateOf(RawPath.Full(input)).Kind == FileStateKind.Pipe);

    internal FileSource(IReadOnlyList<string> inputs, SourceOptions options, SourceEnvironment environment)
    {
        options.Validate();
        this.inputs = inputs;
        this.options = options;
        this.environment = environment;
        rules = new ReadingRules(options);
        retry = new RetryPolicy(options, environment.Time);
        files = new Lazy<IReadOnlyList<InputFile>>(() =>
            Expand(file => passedOver[file.Kind] = passedOver.GetValueOrDefault(file.Kind) + 1));
    }

    /// <summary>Reads that failed for a moment and were tried again, so far.</summary>
    public long Retries => retry.Retries;

    /// <summary>Bytes read from disk and standard input so far, as they are there: packed ones count packed.</summary>
    public long BytesRead => Interlocked.Read(ref bytesRead);

    /// <summary>
    /// The files that are read, folders expanded, in ordinal order of their paths. The first look at it searches the
    /// folders.
    /// </summary>
    internal IReadOnlyList<SourceFile> Files =>
        files.Value.Where(static file => file.Problem is null)
            .Select(static file => new SourceFile(file.Shown, file.Length))
            .ToList();

    /// <summary>
    /// How many files in folders are passed over, by kind, such as <c>.html</c>; see <see cref="PassedOverFile"/>. The
    /// first look at it searches the folders.
    /// </summary>
    public IReadOnlyDictionary<string, long> PassedOver
    {
        get
        {
            _ = files.Value;
            return passedOver;
        }
    }

    /// <summary>
    /// The files in folders that are passed over, in ordinal order of their paths. Each call searches the folders anew:
    /// only their number by kind is kept.
    /// </summary>
    internal IReadOnlyList<PassedOverFile> FindPassedOver()
    {
        var list = new List<PassedOverFile>();
        Expand(list.Add);
        list.Sort(static (a, b) => string.CompareOrdinal(a.Shown, b.Shown));
        return list;
    }

    /// <summary>What the arguments expand to, in ordinal order: the files, and word of what is none.</summary>
    internal IReadOnlyList<InputFile> Inputs => files.Value;

    /// <summary>How a file looks now.</summary>
    internal FileState Look(InputFile file) => environment.Look(file.FullPath);

    /// <summary>
    /// Reads everything. The batches may be taken apart on other threads while the next is read; each must be disposed.
    /// </summary>
    internal IAsyncEnumerable<DocumentBatch> ReadAsync(CancellationToken cancellationToken = default) =>
        ReadPartAsync(InputPart.Whole(files.Value), passed: null, cancellationToken);

    /// <summary>Cuts the inputs into parts of at most so many bytes, but for files that cannot be cut.</summary>
    internal InputPlan PlanOfSize(long bytes) => InputPlan.OfSize(files.Value, bytes, IsLines);

    /// <summary>Cuts the inputs into so many parts, or fewer where that cannot be.</summary>
    internal InputPlan PlanOfCount(int parts) => InputPlan.OfCount(files.Value, parts, IsLines);

    /// <summary>
    /// Reads a part. In what it tells, lines are counted from the first one of a piece; <see cref="PieceLines"/> makes
    /// them lines of the file.
    /// </summary>
    /// <param name="part">A part of a plan of these inputs.</param>
    /// <param name="passed">Told, as each piece is over, how many lines begin in it; 0 where there are no lines, and
    /// fewer where it could not be read.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    internal async IAsyncEnumerable<DocumentBatch> ReadPartAsync(
        InputPart part, Action<InputPiece, long>? passed, [EnumeratorCancellation] CancellationToken cancellationToken =
            default)
    {
        using var builder = new BatchBuilder(rules);
        var reading = new InputReading(builder, OriginOf);
        foreach (var piece in part.Pieces)
        {
            var file = piece.File;
            cancellationToken.ThrowIfCancellationRequested();
            if (file.Problem is not null)
            {
                builder.Reject(file.Problem);
            }
            else
            {
                using var input = Open(piece);
                // A file is cut only where its name tells its format.
                if (!piece.IsCut)
                    await input.StartAsync(cancellationToken);
                if (input is { Fault: null, File.Format: SelfReadingFormat format })
                {
                    if (builder.TakeBatch() is { } before)
                        yield return before;
                    var whole = new WholeInput(piece with { File = input.File }, rules, input, environment, CountRead);
                    await foreach (var read in new SelfReading(format, whole).ReadAsync(cancellationToken))
                        yield return format.HasFields ? new MarkupBatch(read, format, options) : read;
                    passed?.Invoke(piece, whole.Lines);
                    continue;
                }

                await foreach (var full in reading.ReadAsync(input, cancellationToken))
                    yield return full;
                passed?.Invoke(piece, builder.LineEnds);
            }

            if (builder.IsFull && builder.TakeBatch() is { } batch)
                yield return batch;
        }

        if (builder.TakeBatch() is { } last)
            yield return last;
    }

    /// <summary>Where the texts of a file are read again; one for each file, however often it is asked for.</summary>
    /// <param name="shown">The file, as people see it.</param>
    /// <exception cref="InvalidDataException">It is none of the inputs.</exception>
    internal TextOrigin OriginOf(string shown)
    {
        lock (origins)
        {
            if (!origins.TryGetValue(shown, out var origin))
            {
                if (origins.Count == 0)
                    filesByName = files.Value.ToDictionary(static file => file.Shown, StringComparer.Ordinal);
                if (!filesByName.TryGetValue(shown, out var file))
                    throw new InvalidDataException($"{shown} is none of the inputs.");
                origin = OriginOf(Settled(file))
                    ?? throw new InvalidDataException($"{shown} cannot be read again: it is {file.Format}.");
                origins.Add(shown, origin);
            }

            return origin;
        }
    }

    private IReadOnlyList<InputFile> Expand(Action<PassedOverFile> told) =>
        new InputExpander(options, environment, retry) { PassedOver = told }.Expand(inputs);

    private TextOrigin? OriginOf(InputFile file) => file.Format.CreateOrigin(file, environment, retry, rules);

    private OpenInput Open(InputPiece piece)
    {
        var file = piece.File;
        Func<Stream> open = file switch
        {
            { KnownEmpty: true } => static () => Stream.Null,
            { FullPath: StandardInput } => () => new PatientStream(environment.OpenStandardInput),
            { IsPipe: true } => () => new PatientStream(() => environment.Open(file.FullPath)),
            _ => () => environment.Open(file.FullPath),
        };
        return piece.IsCut
            ? new OpenInput(
                new RetryingReader(open, retry, CountRead, LinePieceReader.ReadFrom(piece), file.Length), file,
                options, environment, piece)
            : new OpenInput(new RetryingReader(open, retry, CountRead), file, options, environment);
    }

    private void CountRead(int bytes) => Interlocked.Add(ref bytesRead, bytes);

    /// <summary>The file with the format that its first bytes show, where its name leaves it open.</summary>
    private InputFile Settled(InputFile file)
    {
        if (!file.IsOpen)
            return file;
        using var input = new OpenInput(
            new RetryingReader(() => environment.Open(file.FullPath), retry, static _ => { }), file, options,
            environment);
        input.StartAsync(CancellationToken.None).AsTask().GetAwaiter().GetResult();
        return input.File;
    }

    // Whether a plain file may be cut at any byte: one of lines, or of a format that finds its own places. UTF-16 and
    // UTF-32 may not: a byte of a line end there is half of other characters.
    private bool IsLines(InputFile file)
    {
        // The number of a line is known once all before it is read.
        if (rules.Fields.IdIsLine || file.IsOpen)
            return false;
        try
        {
            return retry.Pipeline.Execute(
                path =>
                {
                    using var stream = environment.Open(path);
                    var start = new byte[InputFormats.StartBytes];
                    int length = stream.ReadAtLeast(start, start.Length, throwOnEndOfStream: false);
                    return stream.CanSeek
                        && length > 1
                        && options.Formats.Recognised(start.AsSpan(0, length), file.Format, file.IsOpen) is null
                        && (!file.Format.IsText
                            || ByteOrder.Of(start.AsSpan(0, Math.Min(length, ByteOrder.Bytes)), file.Format,
                                options.Encoding).CodePage == 0);
                },
                file.FullPath);
        }
        catch (Exception exception)
            when (exception is UnauthorizedAccessException or NotSupportedException or ArgumentException
            || (exception is IOException && !HandleShortage.Is(exception)))
        {
            // Reading it will tell, once.
            return false;
        }
    }
}
