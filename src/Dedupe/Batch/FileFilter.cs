using System.Security.Cryptography;
using Dedupe.Sources;
using Dedupe.Sources.Framing;
using Dedupe.Sources.Packings;

namespace Dedupe.Batch;

/// <summary>
/// One file, open, that is written again without some of its documents: byte for byte what stays, in the same order,
/// packed as it was. Memory is one document. For one thread.
/// </summary>
internal sealed class FileFilter : IDisposable
{
    private readonly OpenInput input;
    private readonly ReadingRules rules;
    private readonly SourceEnvironment environment;

    /// <summary>Nothing is opened before <see cref="StartAsync"/>.</summary>
    /// <param name="file">The file.</param>
    /// <param name="open">Opens its bytes.</param>
    /// <param name="rules">How it is read.</param>
    /// <param name="environment">What the machine has.</param>
    /// <param name="retry">Tries again.</param>
    public FileFilter(
        InputFile file, Func<Stream> open, ReadingRules rules, SourceEnvironment environment, RetryPolicy retry)
    {
        (this.rules, this.environment) = (rules, environment);
        input = new OpenInput(
            new RetryingReader(open, retry, static _ => { }), file, rules.Options, environment, undecoded: true);
    }

    /// <summary>The file, once it is open with the format and the packing that its first bytes show.</summary>
    public InputFile File => input.File;

    /// <summary>Whether some of the bytes that were read so far could not be unpacked: they are lost in what is
    /// written.</summary>
    public bool MetDamage => input.MetFault;

    private WholeInput Whole =>
        new(new InputPiece(File, 0, null), rules, input, environment, static _ => { });

    /// <summary>
    /// Whether what is written is the bytes that are read, unpacked, but for those of documents that go. Other formats
    /// write the same values in bytes of their own.
    /// </summary>
    public bool IsByteForByte => File.Format is not SelfReadingFormat;

    /// <summary>Sums up the unpacked bytes that are read from here on.</summary>
    public void SumUp(IncrementalHash sum) => input.Taken = bytes => sum.AppendData(bytes.Span);

    /// <summary>Opens the file and looks at its first bytes.</summary>
    public async Task StartAsync(CancellationToken cancellationToken) => await input.StartAsync(cancellationToken);

    /// <summary>Why the file can only be kept whole; null where nothing stands against writing it.</summary>
    public string? WhyKeptWhole(CancellationToken cancellationToken)
    {
        if (!File.Format.IsWrittenAgain)
            return $"files of {File.Format} are not written again";
        if (File.Packing?.IsWrittenAgain == false)
            return $"{File.Packing.Extension} files are not written again";
        try
        {
            return (File.Format as SelfReadingFormat)?.WhyKeptWhole(Whole, cancellationToken);
        }
        catch (Exception exception) when (OpenInput.FaultOf(exception, File) is { } fault)
        {
            return fault.Message;
        }
    }

    /// <summary>Writes it. Asked only where <see cref="WhyKeptWhole"/> has nothing against it.</summary>
    /// <param name="sink">Judges the documents.</param>
    /// <param name="output">Takes the new file.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <param name="packs">Whether it is packed as the file is.</param>
    public async Task WriteAsync(
        IFilterSink sink, Stream output, CancellationToken cancellationToken, bool packs = true)
    {
        if (File.Format is SelfReadingFormat reading)
        {
            await reading.FilterFileAsync(Whole, sink, output, cancellationToken);
            return;
        }

        using var packed = (packs && File.Packing is { } packing ? packing : Packing.None).Pack(output);
        using var filter = File.Format.CreateFilter(File.Shown, rules, sink, packed);
        await filter.RunAsync(input, cancellationToken);
        packed.Finish();
    }

    /// <inheritdoc/>
    public void Dispose() => input.Dispose();
}
