using System.IO.Hashing;
using System.Runtime.CompilerServices;
using Dedupe.Kernels;
using Dedupe.Sources;

namespace Dedupe.Signing;

/// <summary>
/// Turns documents into keys and notes what is told about them. One signer a thread; nothing is allocated for a
/// document but its id, its title and such notes.
/// </summary>
internal sealed class DocumentSigner : IDocumentSink
{
    /// <summary>
    /// Words from which a headline stands for a story: an item that has no text, or less than a shingle of it, is half
    /// headline at least. Shorter ones ("Alert", "Breaking news") name columns; longer names of columns are told by how
    /// many texts stand under them.
    /// </summary>
    public const int MinTitleWords = 4;

    private readonly SignedBlocks documents;
    private readonly TextSigner signer;
    private readonly TierWriter entries;
    private readonly TextKeys keys = new();
    private readonly RejectionLog rejections = new();
    private readonly UnreadDates unreadDates = new();
    private SignedBlock? block; // taken with the first document: many threads of many parts have none
    private int sequence;
    private string inputName = "";
    private int input;

    /// <summary>Makes a signer.</summary>
    /// <param name="signer">Signs the texts.</param>
    /// <param name="documents">Gets the documents.</param>
    public DocumentSigner(TextSigner signer, SignedBlocks documents)
    {
        this.signer = signer;
        this.documents = documents;
        entries = new TierWriter(documents.Entries);
    }

    /// <summary>Documents accepted so far.</summary>
    public long Documents { get; private set; }

    /// <summary>Bytes of their texts.</summary>
    public long TextBytes { get; private set; }

    /// <summary>Begins with the documents of another batch.</summary>
    /// <param name="number">Number of the batch in the source.</param>
    public void BeginBatch(int number) => sequence = number;

    /// <summary>Hands everything over.</summary>
    public void Finish()
    {
        entries.Flush();
        block?.Close();
        documents.Notes.Take(rejections, unreadDates);
    }

    /// <inheritdoc/>
    public void Reject(Rejection rejection) => rejections.Add(rejection);

    /// <inheritdoc/>
    [MethodImpl(Compile.Fully)]
    public void Accept(in Document document, Origin origin)
    {
        var text = document.Text.Span;
        signer.Sign(text, keys);
        if (Check(document, keys, origin) is { } rejection)
        {
            Reject(rejection);
            return;
        }

        if (block is not { IsFull: false })
        {
            block?.Close();
            block = documents.NewBlock();
        }

        // A url that is the id need not be kept twice.
        var version = Document.NoteOf(document.Version);
        var status = Document.NoteOf(document.Status);
        var url = Document.NoteOf(document.Url);
        url = url.SequenceEqual(document.Id.Span) ? default : url;
        var signed = new SignedDocument
        {
            ContentHash = keys.ContentHash,
            RawHash = XxHash3.HashToUInt64(text),
            DateTicks = document.Date?.UtcTicks ?? long.MaxValue,
            CodePage = document.CodePage,
            Sequence = sequence,
            FactsStart = block.AddFact(document.Id.Span),
            IdLength = document.Id.Length,
            TitleLength = document.Title.Length,
            VersionLength = version.Length,
            StatusLength = status.Length,
            UrlLength = url.Length,
            Outlet = documents.Outlets.Add(document.Source.Span),
            Agency = keys.Agency is { } agency ? documents.Agencies.Add(agency) : 0,
            Input = InputNumber(origin.Source),
            Line = (uint)origin.Line,
            Words = keys.Words,
            ReuseKeys = keys.SampleKeys.Length,
            Lead = LeadKeys.Of(keys.SampleKeys),
            TextBytes = text.Length,
        };
        block.AddFact(document.Title.Span);
        block.AddFact(version);
        block.AddFact(status);
        block.AddFact(url);
        documents.Texts.Locate(document, ref signed);
        entries.Write(block.NextNumber, keys);
        block.Add(signed);
        if (!document.UnreadDate.IsEmpty)
            unreadDates.Add(document.UnreadDate.Span, origin);
        Documents++;
        TextBytes += text.Length;
    }

    /// <summary>Why a document that was signed cannot be compared; null when it can.</summary>
    public static Rejection? Check(in Document document, TextKeys keys, Origin origin)
    {
        if (keys.WordsWithCredits == 0)
            return new Rejection(origin, RejectionReason.Empty, "there is no word in the text");
        return document.TextIsTitle && keys.WordsWithCredits < MinTitleWords
            ? new Rejection(
                origin, RejectionReason.Empty,
                $"there is no text, and a headline under {MinTitleWords} words tells no story")
            : null;
    }

    // Documents come file by file, so the last name is nearly always the next one.
    private int InputNumber(string name)
    {
        if (!ReferenceEquals(name, inputName))
            (inputName, input) = (name, documents.Inputs.Add(name));
        return input;
    }
}
