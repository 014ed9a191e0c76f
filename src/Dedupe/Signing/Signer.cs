using System.IO.Hashing;
using System.Runtime.InteropServices;
using System.Text.Unicode;
using Dedupe.Kernels;
using Dedupe.Normalization;
using Dedupe.Sources;

namespace Dedupe.Signing;

/// <summary>
/// Text to keys, the hot path: tokens, shingles, MinHash signature, one key a band, the winnowed sample. One a worker: it owns its buffers
/// and allocates nothing per document once they have grown.
/// </summary>
internal sealed class Signer : IDocumentSink
{
    private readonly int shingleSize;
    private readonly Winnowing? winnowing;
    private readonly ShingleKernel shingler = ShingleKernel.For(KernelRegistry.Active);
    private readonly BandingPlan plan;
    private readonly uint[] multipliers;
    private readonly uint[] offsets;
    private readonly uint[] minima;
    private readonly MinHashKernel kernel = MinHashKernel.For(KernelRegistry.Active);
    private readonly Tokenizer tokenizer = Tokenizer.For(KernelRegistry.Active);
    private readonly CreditScanner credits;
    private readonly TokenBuffer tokens = new();
    private ulong[] shingles = new ulong[1024];
    private uint[] low = new uint[1024];

    /// <summary>Makes a signer.</summary>
    /// <param name="shingleSize">Tokens in a shingle.</param>
    /// <param name="plan">Bands and rows.</param>
    /// <param name="reuseWindow">Window of the reuse tier's sample; 0 takes none.</param>
    /// <param name="credits">What credits look like; null for the built-in forms.</param>
    public Signer(int shingleSize, BandingPlan plan, int reuseWindow, CreditBook? credits = null)
    {
        this.credits = new CreditScanner(credits ?? CreditBook.Default);
        this.shingleSize = shingleSize;
        this.plan = plan;
        winnowing = reuseWindow > 0 ? new Winnowing(reuseWindow) : null;
        var slots = (plan.SignatureSize + MinHashKernel.SlotBlock - 1) / MinHashKernel.SlotBlock * MinHashKernel.SlotBlock;
        (multipliers, offsets) = Permutations.Of(slots);
        minima = new uint[slots];
    }

    /// <summary>Where the next documents go.</summary>
    public SignedBatch Output { get; } = new();

    /// <inheritdoc/>
    public void Reject(Rejection rejection) => Output.Rejections.Add(rejection);

    /// <inheritdoc/>
    public void Accept(in Document document, Origin origin)
    {
        var text = document.Text.Span;
        if (!Utf8.IsValid(text) || !Utf8.IsValid(document.Id.Span))
        {
            Reject(new Rejection(origin, RejectionReason.BadEncoding));
            return;
        }

        tokenizer.Tokenize(text, tokens);
        if (tokens.Count == 0)
        {
            Reject(new Rejection(origin, RejectionReason.Empty, "there is no word in the text"));
            return;
        }

        credits.Scan(text, tokens);
        credits.Remove(tokens);
        var signed = new SignedDocument
        {
            TextStart = Output.Texts.Count,
            TextLength = text.Length,
            FactsStart = Output.Facts.Count,
            IdLength = document.Id.Length,
            TitleLength = document.Title.Length,
            SourceLength = document.Source.Length,
            File = origin.Source,
            Line = origin.Line,
            DateTicks = document.Date?.UtcTicks ?? long.MaxValue,
            Words = tokens.Count,
            Agency = credits.Agency,
            ContentHash = XxHash128.HashToUInt128(MemoryMarshal.AsBytes(tokens.Hashes)),
            NearKeys = -1,
            ReuseKeys = Output.ReuseKeys.Count,
        };
        Output.Texts.AddRange(text);
        Output.Facts.AddRange(document.Id.Span);
        Output.Facts.AddRange(document.Title.Span);
        Output.Facts.AddRange(document.Source.Span);

        var count = Shingle();
        if (count > 0)
        {
            signed.NearKeys = Output.NearKeys.Count;
            AddBandKeys(Sign(shingles.AsSpan(0, count)));
            winnowing?.Sample(shingles.AsSpan(0, count), Output.ReuseKeys);
            signed.ReuseKeyCount = Output.ReuseKeys.Count - signed.ReuseKeys;
        }

        Output.Documents.Add(signed);
    }

    /// <summary>The MinHash signature of shingle hashes: <see cref="BandingPlan.SignatureSize"/> values, valid until the next call.</summary>
    public ReadOnlySpan<uint> Sign(ReadOnlySpan<ulong> shingleHashes)
    {
        if (low.Length < shingleHashes.Length)
            low = new uint[2 * shingleHashes.Length];
        for (var i = 0; i < shingleHashes.Length; i++)
            low[i] = (uint)shingleHashes[i];
        minima.AsSpan().Fill(uint.MaxValue);
        kernel.Update(low.AsSpan(0, shingleHashes.Length), multipliers, offsets, minima);
        return minima.AsSpan(0, plan.SignatureSize);
    }

    private int Shingle()
    {
        if (shingles.Length < tokens.Count)
            shingles = new ulong[2 * tokens.Count];
        return shingler.Hash(tokens.Hashes, shingleSize, shingles);
    }

    private void AddBandKeys(ReadOnlySpan<uint> signature)
    {
        for (var band = 0; band < plan.Bands; band++)
        {
            var rows = signature.Slice(band * plan.RowsPerBand, plan.RowsPerBand);
            // The band's number is in the key: equal values in different bands are no evidence.
            Output.NearKeys.Add(XxHash3.HashToUInt64(MemoryMarshal.AsBytes(rows), seed: band));
        }
    }
}
