using Dedupe.Sources;

namespace Dedupe.Batch;

/// <summary>One run over named inputs: what is read, how it is compared, and where the results go.</summary>
internal sealed record JobOptions
{
    /// <summary>Files, folders, and <c>-</c> for standard input.</summary>
    public required IReadOnlyList<string> Inputs { get; init; }

    /// <summary>How inputs are read.</summary>
    public SourceOptions Source
    {
        // Whoever reads the inputs leaves the results out.
        get => field with { Output = OutputDirectory };
        init;
    } = new();

    /// <summary>How documents are compared.</summary>
    public DedupeOptions Dedupe { get; init; } = new();

    /// <summary>The run directory for the result files; null to write none.</summary>
    public string? OutputDirectory { get; init; }

    /// <summary>
    /// Whether an earlier run in the same directory counts: a finished one is not done again, a different one is
    /// refused.
    /// </summary>
    public bool Resume { get; init; }

    /// <summary>
    /// Whether a run that the directory holds already is replaced. Else it is refused, unless it is the same one and
    /// <see cref="Resume"/> is set. What is not
    /// a run's is touched in no case.
    /// </summary>
    public bool Overwrite { get; init; }

    /// <summary>
    /// Files that are read for the run besides its inputs, such as one of options: the run may not write over them.
    /// </summary>
    public IReadOnlyList<string> AlsoRead { get; init; } = [];

    /// <summary>
    /// The directory of a finished run that the inputs are compared with, besides each other; null: with each other
    /// alone.
    /// </summary>
    public string? Against { get; init; }

    /// <summary>
    /// Keep the keys of the documents in the run directory, so that later runs against it need not sign them again.
    /// </summary>
    public bool KeepKeys { get; init; }

    /// <summary>
    /// Bytes of input in one part, at most, but for a file that cannot be cut; packed bytes count three times. A run
    /// over more is done part by part and can be resumed; with less it is done in memory, in two thirds of the time. 0,
    /// the default: in memory up to <see cref="MostInMemory"/>, beyond it in parts of <see cref="UsualPart"/>.
    /// </summary>
    public long PartBytes { get; init; }

    /// <summary>
    /// How many parts, instead of parts of a size; 0: as many as the size wants. Fewer where files cannot be cut.
    /// </summary>
    public int Parts { get; init; }

    /// <summary>What the run needs of the machine.</summary>
    internal SourceEnvironment Environment { get; init; } = new();

    /// <summary>
    /// At least so many parts, where inputs can be cut, even if the size wants fewer; for as many ranks.
    /// <see cref="Parts"/> goes before it.
    /// </summary>
    public int LeastParts { get; init; }

    /// <summary>
    /// Bytes of input, 4 GiB, up to which a run is done in memory when no size or number of parts is wanted: half a
    /// minute's work.
    /// </summary>
    public const long MostInMemory = 1L << 32;

    /// <summary>Bytes of input in one part when nobody says otherwise: 256 MiB.</summary>
    public const long UsualPart = 1L << 28;

    /// <summary>The most parts, 10,000: each is a file in one folder, and every later step opens all of them.</summary>
    public const int MostParts = 10_000;

    /// <summary>The inputs.</summary>
    internal FileSource OpenSource() => new(Inputs, Source, Environment);

    /// <summary>Throws when a value is outside its range, or values do not go together.</summary>
    /// <exception cref="ArgumentException">Says which, in a sentence for a person.</exception>
    public void Validate()
    {
        Dedupe.Validate();
        Source.Validate();
        ArgumentOutOfRangeException.ThrowIfNegative(PartBytes);
        ArgumentOutOfRangeException.ThrowIfNegative(Parts);
        ArgumentOutOfRangeException.ThrowIfNegative(LeastParts);
        if (Math.Max(Parts, LeastParts) > MostParts)
            throw new ArgumentException($"A run has at most {MostParts} parts, not {Math.Max(Parts, LeastParts)}.");
        if (Inputs.Count == 0)
            throw new ArgumentException("There is no input.");
        if (Against is not null
            && OutputDirectory is not null
            && Path.GetFullPath(Against) == Path.GetFullPath(OutputDirectory))
            throw new ArgumentException("The earlier run and the new one need two directories.");
        if ((Against is not null || KeepKeys) && OutputDirectory is null)
            throw new ArgumentException(
                $"{(KeepKeys ? "Keeping keys" : "A run against an earlier one")} needs a run directory.");
        if (Overwrite && OutputDirectory is null)
            throw new ArgumentException("Only a run directory can be overwritten, and there is none.");
        if (!Resume)
            return;
        if (Overwrite)
            throw new ArgumentException("A run is gone on with or replaced: resume, or overwrite, not both.");
        if (OutputDirectory is null)
            throw new ArgumentException("Resuming needs the run directory of the earlier run.");
        if (Inputs.FirstOrDefault(FileSource.IsReadOnce) is { } input)
            throw new ArgumentException(
                $"{(input == FileSource.StandardInput ? "Standard input" : input)} cannot be read twice, so a run " +
                $"over it cannot be resumed.");
    }
}
