using Dedupe.Sources.Framing;

namespace Dedupe.Sources;

/// <summary>
/// A format of inputs: how documents are found in bytes, read, read again and written again. All that differs between
/// formats is asked here, so a new one is a class of its own and its place in <see cref="InputFormats"/>. Formats have
/// no state and are safe for threads.
/// </summary>
public abstract class InputFormat
{
    private protected InputFormat()
    {
    }

    /// <summary>Its name in options files, such as <c>json-lines</c>: small letters and hyphens.</summary>
    public abstract string Name { get; }

    /// <summary>
    /// The ends of the names of its files, with the dot, such as <c>.jsonl</c>; letter case makes no difference.
    /// </summary>
    public abstract IReadOnlyList<string> Extensions { get; }

    /// <summary>
    /// The ends of names that files of other formats have as well, such as <c>.xml</c>: which one it is, the first
    /// bytes tell, and where they tell nothing, it is the first format that has it here.
    /// </summary>
    internal virtual IReadOnlyList<string> SharedExtensions => [];

    /// <summary>
    /// Whether a file that begins so is of this format; see <see cref="Recognition"/> for what an answer does.
    /// </summary>
    /// <param name="start">Its first bytes, unpacked, as they are in the file but without a byte-order mark of UTF-8;
    /// <see cref="InputFormats.StartBytes"/> at most, and not empty.</param>
    internal virtual Recognition Recognises(ReadOnlySpan<byte> start) => Recognition.No;

    /// <summary>
    /// Whether a file with one of the <see cref="SharedExtensions"/> that begins so is clearly no file of documents,
    /// such as the settings of a program. It is passed over where it was met in a folder. Where it might hold documents
    /// under other names it is not: people want to be told of those.
    /// </summary>
    /// <param name="start">Its first bytes, unpacked and in UTF-8; <see cref="InputFormats.StartBytes"/> at
    /// most.</param>
    /// <param name="isWhole">Whether they are the whole file.</param>
    /// <param name="options">How files are read.</param>
    internal virtual bool IsForeign(ReadOnlySpan<byte> start, bool isWhole, SourceOptions options) => false;

    /// <summary>Its name on a command line, where it is a shorter one.</summary>
    internal virtual string Word => Name;

    /// <summary>
    /// Whether a file is one document, and stays or goes as a whole when it is filtered. Else a fault costs the
    /// document it is in, and the rest is read.
    /// </summary>
    internal virtual bool IsOneDocument => false;

    /// <summary>
    /// Whether a file of several documents can be written again without some of them. If not, it is kept whole when it
    /// is filtered, and that is told where a document of it would go.
    /// </summary>
    internal virtual bool IsWrittenAgain => true;

    /// <summary>
    /// Whether a file is written of which no document stays. If not, it goes with the last of them, as a file that is
    /// one document does.
    /// </summary>
    internal virtual bool MayBeEmpty => true;

    /// <summary>
    /// Whether its bytes are text, so that byte-order marks are passed over, and UTF-16 and UTF-32 come as UTF-8.
    /// </summary>
    internal virtual bool IsText => true;

    /// <summary>Whether a file is its words and nothing else: whatever has them has all of it.</summary>
    internal virtual bool IsWordsAlone => false;

    /// <summary>Whether its files may be packed. What is read from its end may not.</summary>
    internal virtual bool MayBePacked => true;

    /// <summary>
    /// Whether each line stands for itself, so that a plain file in UTF-8 may be cut to pieces before any of them. Of a
    /// format that reads files by itself: whether it reads what begins in a stretch of the bytes of a file.
    /// </summary>
    internal virtual bool IsCutAtLines => false;

    /// <summary>Whether texts stand in fields, into which people put marked-up texts as well.</summary>
    internal virtual bool HasFields => false;

    /// <summary>
    /// Whether writers pack each document as a member of its own: then damage in a packed file costs the members that
    /// it is in, and reading goes on behind it.
    /// </summary>
    internal virtual bool MembersAreDocuments => false;

    /// <summary>The code page that the first bytes of a text without a byte-order mark tell; 0 for UTF-8.</summary>
    /// <param name="start">They, four at most.</param>
    /// <param name="encoding">See <see cref="SourceOptions.Encoding"/>.</param>
    internal virtual int CodePageOf(ReadOnlySpan<byte> start, string encoding) => 0;

    /// <summary>Makes what finds the documents of one input.</summary>
    internal abstract Framer CreateFramer(ReadingRules rules);

    /// <summary>
    /// Makes what finds the documents of one input that is written again: of one document a step, if the format leaves
    /// writing to <see cref="FrameFilter"/>.
    /// </summary>
    internal virtual Framer CreateFilterFramer(ReadingRules rules) => CreateFramer(rules);

    /// <summary>Makes what reads documents that were found.</summary>
    internal abstract DocumentReader CreateReader(ReadingRules rules);

    /// <summary>
    /// Where the texts of a plain file are read again, by the places that the reader gave them; null when they cannot
    /// be, and are kept instead.
    /// </summary>
    internal virtual TextOrigin? CreateOrigin(
        InputFile file, SourceEnvironment environment, RetryPolicy retry, ReadingRules rules) => null;

    /// <summary>
    /// Makes what writes one input again without some of its documents, where the input is more than one. This one
    /// writes the framed bytes of each that stays; it takes a framer whose steps are one document each.
    /// </summary>
    /// <param name="source">The input, as it was named.</param>
    /// <param name="rules">How it is read.</param>
    /// <param name="sink">Judges the documents.</param>
    /// <param name="output">Takes what stays.</param>
    internal virtual StreamFilter CreateFilter(
        string source, ReadingRules rules, IFilterSink sink, Packings.PackedWriter output) =>
        new FrameFilter(this, source, rules, sink, output);

    /// <summary>The name.</summary>
    public sealed override string ToString() => Name;
}
