using System.IO.Compression;
using System.Runtime.InteropServices;
using System.Xml;
using Dedupe.Sources;

namespace Dedupe.Formats.Office;

/// <summary>
/// The parts of a document that is a zip of XML. All that is unpacked of one document is bounded together, and XML is
/// read without a DTD, without entities of its own, and to a bounded depth.
/// </summary>
internal sealed class OfficeZip : IDisposable
{
    /// <summary>Elements inside each other that are read.</summary>
    public const int MostDepth = 1000;

    private readonly ZipArchive archive;
    private readonly int limit;
    private int left;

    /// <summary>Opens a document.</summary>
    /// <param name="bytes">The file.</param>
    /// <param name="limit">The most bytes that are unpacked.</param>
    /// <exception cref="InputException">It is no zip, or a part of one.</exception>
    public OfficeZip(ReadOnlyMemory<byte> bytes, int limit)
    {
        this.limit = left = limit;
        if (bytes.Span.StartsWith((ReadOnlySpan<byte>)[0xD0, 0xCF, 0x11, 0xE0]))
            throw new InputException(
                RejectionReason.Unsupported, "The file is encrypted, or of Word 97 to 2003; neither is read.");
        if (!bytes.Span.StartsWith("PK"u8))
            throw new InputException(
                RejectionReason.Corrupt, "The file does not begin as a zip does, which such documents are.");
        try
        {
            archive = new ZipArchive(StreamOf(bytes));
            _ = archive.Entries.Count;
        }
        catch (InvalidDataException)
        {
            throw new InputException(RejectionReason.Truncated, "The zip has no directory at its end: it is cut off.");
        }
    }

    /// <summary>Opens a part that must be there.</summary>
    /// <exception cref="InputException">It is not.</exception>
    public XmlReader Xml(string name) =>
        TryXml(name) ?? throw new InputException(RejectionReason.Corrupt, $"There is no {name} in the zip.");

    /// <summary>Opens a part; null when there is none.</summary>
    public XmlReader? TryXml(string name) =>
        TryRead(name) is { } bytes ? Reader(new MemoryStream(bytes), limit) : null;

    /// <summary>Unpacks a part; null when there is none.</summary>
    /// <exception cref="InputException">It is larger than what is left, encrypted, or damaged.</exception>
    public byte[]? TryRead(string name)
    {
        if (archive.GetEntry(name) is not { } entry)
            return null;
        if (entry.IsEncrypted)
            throw Encrypted;
        if (entry.Length > left)
            throw TooLarge;
        using var stream = entry.Open();
        var bytes = new MemoryStream((int)entry.Length);
        var buffer = new byte[1 << 14];
        // What the directory says of the size need not be true.
        for (int read; (read = stream.Read(buffer)) > 0;)
        {
            left -= read;
            if (left < 0)
                throw TooLarge;
            bytes.Write(buffer, 0, read);
        }

        return bytes.ToArray();
    }

    /// <summary>Reads XML as all parts are read.</summary>
    public static XmlReader Reader(Stream stream, int limit) => XmlReader.Create(stream, new XmlReaderSettings
    {
        DtdProcessing = DtdProcessing.Prohibit,
        XmlResolver = null,
        MaxCharactersInDocument = limit,
        IgnoreComments = true,
        IgnoreProcessingInstructions = true,
        CloseInput = true,
    });

    /// <summary>The next node; false at the end.</summary>
    /// <exception cref="InputException">It is too deep.</exception>
    public static bool Next(XmlReader reader)
    {
        if (reader.Depth > MostDepth)
            throw new InputException(
                RejectionReason.Corrupt, $"Elements stand in each other more than {MostDepth} deep.");
        return reader.Read();
    }

    /// <summary>Word of what cannot be read without a key.</summary>
    public static InputException Encrypted => new(RejectionReason.Unsupported, "The document is encrypted.");

    private InputException TooLarge => new(
        RejectionReason.Oversized, $"The document unpacks to more than {limit} bytes.");

    private static MemoryStream StreamOf(ReadOnlyMemory<byte> bytes) =>
        MemoryMarshal.TryGetArray(bytes, out var array)
            ? new MemoryStream(array.Array!, array.Offset, array.Count, writable: false)
            : new MemoryStream(bytes.ToArray(), writable: false);

    /// <summary>Lets go of it.</summary>
    public void Dispose() => archive.Dispose();
}
