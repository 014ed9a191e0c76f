using System.Runtime.InteropServices;
using System.Text;
using Dedupe.Sources;
using Dedupe.Storage;

namespace Dedupe.Signing;

/// <summary>
/// Signed documents in a part file. Names and files have numbers of their own in each part; here are those of the
/// collection for them.
/// </summary>
internal sealed class SignedPart
{
    private const string Records = "records";
    private const string Facts = "facts";
    private const string Blocks = "blocks";
    private const string Names = "names";
    private const string Texts = "texts";

    private readonly PartReader file;

    /// <summary>
    /// Takes up a part: its blocks and names become those of the collection, and what it counts too, unless it is one
    /// of an earlier run.
    /// </summary>
    /// <param name="file">The part file, as <see cref="Save"/> wrote it.</param>
    /// <param name="documents">Those of the run.</param>
    /// <param name="fileNumber">The collection's number of a file.</param>
    /// <param name="firstBlock">Number of its first block.</param>
    /// <param name="before">The lines that are in the parts before.</param>
    /// <param name="isEarlier">Whether its documents are those of an earlier run.</param>
    public SignedPart(
        PartReader file, SignedBlocks documents, Func<string, int> fileNumber, int firstBlock, PieceLines before,
            bool isEarlier)
    {
        this.file = file;
        IsEarlier = isEarlier;
        using var reader = new BinaryReader(new MemoryStream(file.Read<byte>(Names, 0)), Encoding.UTF8);
        Outlets = ReadNames(reader, name => documents.Outlets.Add(name));
        Agencies = ReadNames(reader, name => documents.Agencies.Add(name));
        Inputs = ReadNames(reader, name => documents.Inputs.Add(name));
        Files = ReadNames(reader, fileNumber);
        LinesBefore = before;
        LinesAfter = before.After(new PieceLines(reader.ReadString(), reader.ReadInt64()));

        if (!isEarlier)
            documents.Notes.Take(
                RejectionLog.Load(reader, LinesBefore.InFile), UnreadDates.Load(reader, LinesBefore.InFile));
        OwnBlocks = ReadBlocks(firstBlock);
    }

    /// <summary>Whether its documents are those of an earlier run.</summary>
    public bool IsEarlier { get; }

    /// <summary>Its blocks.</summary>
    public IReadOnlyList<SignedBlock> OwnBlocks { get; }

    /// <summary>The collection's numbers of its outlets.</summary>
    public int[] Outlets { get; }

    /// <summary>The collection's numbers of its agencies.</summary>
    public int[] Agencies { get; }

    /// <summary>The collection's numbers of its inputs.</summary>
    public int[] Inputs { get; }

    /// <summary>The collection's numbers of its files.</summary>
    public int[] Files { get; }

    /// <summary>The lines that are in the parts before.</summary>
    public PieceLines LinesBefore { get; }

    /// <summary>The lines that are in this part and those before.</summary>
    public PieceLines LinesAfter { get; }

    /// <summary>
    /// Writes documents to a part file, their keys included. They are numbered in the order in which they were read, so
    /// that a part that is made again has the same numbers, whatever the threads.
    /// </summary>
    /// <param name="part">The file.</param>
    /// <param name="documents">The documents.</param>
    /// <param name="last">The last file of the part, and its lines in it.</param>
    public static void Save(PartWriter part, SignedBlocks documents, PieceLines last)
    {
        part.Begin();
        documents.Texts.Save(part, documents.Blocks);
        part.End(Texts, 0);
        var order = new ReadingOrder(documents);
        part.Begin();
        foreach (var block in order.Blocks)
            part.Append(MemoryMarshal.AsBytes(block.Documents));
        part.End(Records, 0);
        part.Begin();
        foreach (var block in order.Blocks)
            part.Append(block.Facts);
        part.End(Facts, 0);
        part.Write<int>(
            Blocks, 0, order.Blocks.SelectMany(static block => (int[])[block.Count, block.Facts.Length]).ToArray());
        using var names = new MemoryStream();
        using (var writer = new BinaryWriter(names, Encoding.UTF8, leaveOpen: true))
        {
            WriteNames(writer, documents.Outlets.Count, number => documents.Outlets[number]);
            WriteNames(writer, documents.Agencies.Count, number => documents.Agencies[number]);
            WriteNames(writer, documents.Inputs.Count, number => documents.Inputs[number]);
            WriteNames(writer, documents.Texts.Files.Count, number => documents.Texts.Files[number].Shown);
            writer.Write(last.File);
            writer.Write(last.Lines);
            documents.Notes.Rejected.Save(writer);
            documents.Notes.UnreadDates.Save(writer);
        }

        part.Write<byte>(Names, 0, names.GetBuffer().AsSpan(0, (int)names.Length));
        documents.Entries.Save(part, order.NumberOf);
    }

    /// <summary>A text that the part keeps will be read soon.</summary>
    public void ReadAheadOf(long place, int length) => file.ReadAheadOf(Texts, 0, place, length);

    /// <summary>A text that the part keeps.</summary>
    public ReadOnlyMemory<byte> Text(long place, int length, TextBuffer buffer)
    {
        var text = buffer.Room(length);
        file.ReadAt(Texts, 0, place, text.Span);
        return text;
    }

    private SignedBlock[] ReadBlocks(int firstBlock)
    {
        var sizes = file.Read<int>(Blocks, 0);
        var records = file.Map<SignedDocument>(Records, 0);
        var facts = file.Map<byte>(Facts, 0);
        var result = new SignedBlock[sizes.Length / 2];
        var (document, fact) = (0, 0);
        for (var i = 0; i < result.Length; i++)
        {
            var (count, length) = (sizes[2 * i], sizes[(2 * i) + 1]);
            result[i] = new SignedBlock(
                firstBlock + i, this, records.Slice(document, count), facts.Slice(fact, length));
            (document, fact) = (document + count, fact + length);
        }

        return result;
    }

    private static int[] ReadNames(BinaryReader reader, Func<string, int> numberOf)
    {
        var numbers = new int[reader.ReadInt32()];
        for (var i = 0; i < numbers.Length; i++)
            numbers[i] = numberOf(reader.ReadString());
        return numbers;
    }

    private static void WriteNames(BinaryWriter writer, int count, Func<int, string> name)
    {
        writer.Write(count);
        for (var number = 0; number < count; number++)
            writer.Write(name(number));
    }
}
