using System.Runtime.CompilerServices;
using Dedupe.Kernels;
using Dedupe.Normalization;
using Dedupe.Sources;

namespace Dedupe.Signing;

/// <summary>
/// Turns documents into keys and notes what is told about them. One signer a thread; nothing is allocated for a
/// document but its id and title.
/// </summary>
internal sealed class Signer : IDocumentSink
{
    /// <summary>
    /// Words from which a headline stands for a story: an item that has no text, or less than a shingle of it, is half
    /// headline at least. Shorter ones ("Alert", "Breaking news") name columns; longer names of columns are told by how
    /// many texts stand under them.
    /// </summary>
    public const int MinTitleWords = 4;

    private readonly SignedCollection collection;
    private readonly KeyWriter keys;
    private readonly Steps steps;
    private readonly Tokenizer tokenizer = Tokenizer.For(KernelRegistry.Active);
    private readonly CreditScanner credits;
    private readonly TokenBuffer tokens = new();
    private readonly FigureSigns signs = new();
    private readonly RejectionLog rejections = new();
    private readonly UnreadDates unreadDates = new();
    private SignedBlock block;
    private int sequence;
    private string inputName = "";
    private int input;

    /// <summary>Makes a signer.</summary>
    /// <param name="shingleSize">Words in a shingle.</param>
    /// <param name="plan">Bands and rows.</param>
    /// <param name="reuseWindow">Shingles in a window of the reuse tier; 0 leaves that tier out.</param>
    /// <param name="collection">Gets the documents.</param>
    /// <param name="credits">What credits look like; null for the built-in forms.</param>
    /// <param name="steps">Counts what is done.</param>
    public Signer(
        int shingleSize, BandingPlan plan, int reuseWindow, SignedCollection collection, CreditBook? credits =
            null, Steps? steps = null)
    {
        this.steps = steps ??= new Steps();
        this.credits = new CreditScanner(credits ?? CreditBook.Default);
        this.collection = collection;
        keys = new KeyWriter(shingleSize, plan, reuseWindow, collection.Entries, steps);
        block = collection.NewBlock();
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
        keys.Flush();
        block.Close();
        collection.Notes.Take(rejections, unreadDates);
    }

    /// <inheritdoc/>
    public void Reject(Rejection rejection) => rejections.Add(rejection);

    /// <inheritdoc/>
    [MethodImpl(Compile.Fully)]
    public void Accept(in Document document, Origin origin)
    {
        var text = document.Text.Span;
        tokenizer.Tokenize(text, tokens);
        steps.Add(tokens.Count);
        if (tokens.Count == 0)
        {
            Reject(new Rejection(origin, RejectionReason.Empty, "there is no word in the text"));
            return;
        }

        if (document.TextIsTitle && tokens.Count < MinTitleWords)
        {
            Reject(
                new Rejection(
                    origin, RejectionReason.Empty,
                    $"there is no text, and a headline under {MinTitleWords} words tells no story"));
            return;
        }

        credits.Scan(text, tokens);
        credits.Remove(tokens);
        if (block.IsFull)
        {
            block.Close();
            block = collection.NewBlock();
        }

        var number = block.NextNumber;
        var signed = new SignedDocument
        {
            ContentHash = ContentHash.Of(text, tokens, signs),
            DateTicks = document.Date?.UtcTicks ?? long.MaxValue,
            CodePage = document.CodePage,
            Sequence = sequence,
            FactsStart = block.AddFact(document.Id.Span),
            IdLength = document.Id.Length,
            TitleLength = document.Title.Length,
            Outlet = collection.Outlets.Add(document.Source.Span),
            Agency = credits.Agency is { } agency ? collection.Agencies.Add(agency) : 0,
            Input = InputNumber(origin.Source),
            Line = (uint)origin.Line,
            Words = tokens.Count,
            TextBytes = text.Length,
        };
        block.AddFact(document.Title.Span);
        collection.Texts.Locate(document, ref signed);
        signed.ReuseKeys = keys.Write(number, tokens.Hashes);
        block.Add(signed);
        if (!document.UnreadDate.IsEmpty)
            unreadDates.Add(document.UnreadDate.Span, origin);
        Documents++;
        TextBytes += text.Length;
    }

    // Documents come file by file, so the last name is nearly always the next one.
    private int InputNumber(string name)
    {
        if (!ReferenceEquals(name, inputName))
            (inputName, input) = (name, collection.Inputs.Add(name));
        return input;
    }
}
