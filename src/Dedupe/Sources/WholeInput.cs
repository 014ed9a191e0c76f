using Dedupe.Sources.Packings;

namespace Dedupe.Sources;

/// <summary>An input that a format reads by itself: see <see cref="SelfReadingFormat"/>.</summary>
/// <param name="piece">What of the file is wanted.</param>
/// <param name="rules">How it is read.</param>
/// <param name="forward">The input from front to back.</param>
/// <param name="environment">What the machine has.</param>
/// <param name="count">Told how many bytes were read.</param>
internal sealed class WholeInput(
    InputPiece piece, ReadingRules rules, OpenInput forward, SourceEnvironment environment, Action<int> count)
{
    /// <summary>The file, with its format.</summary>
    public InputFile File => piece.File;

    /// <summary>
    /// What of the file is wanted. What begins in the stretch belongs to it; a file that is not cut is wanted whole.
    /// </summary>
    public InputPiece Piece => piece;

    /// <summary>How it is read.</summary>
    public ReadingRules Rules => rules;

    /// <summary>
    /// The input from front to back, unpacked; after it is read to its end, <see cref="OpenInput.Fault"/> tells whether
    /// that was the end of the file. Not for a piece that is cut.
    /// </summary>
    public OpenInput Forward => forward;

    /// <summary>
    /// How many lines, rows or records begin in the piece: set by the format once they are known. Places in what it
    /// hands over count from the first one of the piece, and are added up where a file is cut.
    /// </summary>
    public long Lines { get; set; }

    /// <summary>Takes note of bytes read from a stream of <see cref="OpenSeekable"/>, for the progress.</summary>
    public void CountRead(int bytes) => count(bytes);

    /// <summary>Opens the file for reading at any place. The caller closes it.</summary>
    /// <exception cref="InputException">It is packed, or comes through a pipe.</exception>
    /// <exception cref="IOException">It cannot be opened.</exception>
    /// <exception cref="UnauthorizedAccessException">It may not be read.</exception>
    public Stream OpenSeekable()
    {
        if (File.Packing == Packing.None && !File.IsPipe && File.FullPath != FileSource.StandardInput)
        {
            var stream = environment.Open(File.FullPath);
            if (stream.CanSeek)
                return stream;
            stream.Dispose();
        }

        throw new InputException(
            RejectionReason.Unsupported,
            $"Files of {File.Format} are not read from front to back: this one must be a plain file, not packed or " +
            "read from a pipe.");
    }

    /// <summary>Opens a file inside this one. It cannot be read again, nor from its end.</summary>
    /// <param name="name">What it is called in here.</param>
    /// <param name="kind">What its name tells.</param>
    /// <param name="open">Opens its bytes.</param>
    public OpenInput OpenMember(string name, FileKind kind, Func<Stream> open) => new(
        new RetryingReader(open, new RetryPolicy(rules.Options, environment.Time), static _ => { }),
        new InputFile(
            $"{File.Shown}!{RawPath.Show(name)}", name, kind.Format, kind.Packing, Length: null, IsPipe: true,
            IsOpen: kind.IsOpen),
        rules.Options, environment);
}
