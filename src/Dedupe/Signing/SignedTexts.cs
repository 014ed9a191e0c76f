using Dedupe.Sources;
using Dedupe.Storage;

namespace Dedupe.Signing;

/// <summary>
/// The texts of signed documents: read again from their files, or from where they were kept. Safe from any thread.
/// </summary>
/// <param name="memory">Memory for those that are kept; what is more goes to a temporary file.</param>
internal sealed class SignedTexts(MemoryBudget memory) : IDisposable
{
    private readonly TextStore kept = new(memory);
    private readonly Lock gate = new();
    private readonly Dictionary<TextOrigin, int> numbers = [];
    private readonly List<TextOrigin> files = [];
    private KeyValuePair<TextOrigin, int>[] last = []; // one: that of the file asked for last

    /// <summary>The files that texts are read from again.</summary>
    public IReadOnlyList<TextOrigin> Files => files;

    /// <summary>The number of a file.</summary>
    public int NumberOf(TextOrigin file)
    {
        // Documents come file by file.
        if (Volatile.Read(ref last) is [var known] && known.Key == file)
            return known.Value;
        lock (gate)
        {
            if (!numbers.TryGetValue(file, out var number))
            {
                number = files.Count;
                numbers.Add(file, number);
                files.Add(file);
            }

            Volatile.Write(ref last, [new(file, number)]);
            return number;
        }
    }

    /// <summary>Notes where a text can be read again; one that cannot is kept.</summary>
    public void Locate(in Document document, ref SignedDocument signed)
    {
        if (document.Place.File is { } file)
            (signed.TextFile, signed.TextPlace, signed.TextLength) = (
                NumberOf(file), document.Place.Offset, document.Place.Length);
        else
            (signed.TextFile, signed.TextPlace, signed.TextLength) = (
                -1, kept.Add(document.Text.Span), document.Text.Length);
    }

    /// <summary>A text. Valid until the next call with the same buffer.</summary>
    /// <param name="document">The record.</param>
    /// <param name="part">The part that it is of; null in memory.</param>
    /// <param name="buffer">Memory of the calling thread.</param>
    /// <exception cref="IOException">The text cannot be read any more, or its file has changed.</exception>
    public ReadOnlyMemory<byte> Read(in SignedDocument document, SignedPart? part, TextBuffer buffer)
    {
        if (FileOf(document, part) is { } file)
            return file.Read(document.TextPlace, document.TextLength, buffer);
        return part is null
            ? kept.Read(document.TextPlace, document.TextLength, ref buffer.Bytes)
            : part.Text(document.TextPlace, document.TextLength, buffer);
    }

    /// <summary>A text of a part will be read soon: the system may begin.</summary>
    public void ReadAheadOf(in SignedDocument document, SignedPart part)
    {
        if (FileOf(document, part) is { } file)
            file.ReadAheadOf(document.TextPlace, document.TextLength);
        else
            part.ReadAheadOf(document.TextPlace, document.TextLength);
    }

    /// <summary>The error for a text that is not what was signed.</summary>
    public IOException Changed(in SignedDocument document, SignedPart? part) =>
        FileOf(document, part)?.Changed() ?? new IOException("The file of kept texts was changed from outside.");

    /// <summary>
    /// Writes the texts that are kept, one after the other; the records' places become those in what is written.
    /// </summary>
    public void Save(PartWriter part, IReadOnlyList<SignedBlock> blocks)
    {
        kept.Save(part);
        var saved = kept.Saved();
        foreach (var block in blocks)
        {
            for (var place = 0; place < block.Count; place++)
            {
                ref var document = ref block.Own(place);
                if (document.TextFile < 0)
                    document.TextPlace = saved(document.TextPlace);
            }
        }
    }

    /// <summary>Lets kept texts go, and closes the files.</summary>
    public void Dispose()
    {
        kept.Dispose();
        foreach (var file in files)
            file.Close();
    }

    private TextOrigin? FileOf(in SignedDocument document, SignedPart? part) =>
        document.TextFile < 0 ? null : files[part is null ? document.TextFile : part.Files[document.TextFile]];
}
