using System.IO.Hashing;
using System.Runtime.InteropServices;
using Lucene.Net.Analysis;
using Lucene.Net.Analysis.TokenAttributes;

namespace Dedupe.Benchmarks.Peers;

/// <summary>
/// What Lucene's filter of this name does since Lucene 6, which Lucene.NET 4.8 has not: hashes each token to 128 bits
/// once, keeps the least hash of each of 512 buckets, fills an empty one with the hash of the next bucket that has one,
/// and hands these on as tokens.
/// </summary>
internal sealed class MinHashFilter : TokenFilter
{
    private const int Buckets = 512;
    private const int BitsOfBucket = 9;
    private const int BitsOfLetter = 7;
    private const int Letters = (128 + BitsOfLetter - 1) / BitsOfLetter;
    private readonly ICharTermAttribute term;
    private readonly UInt128?[] least = new UInt128?[Buckets];
    private bool isFilled;
    private int next;

    /// <summary>Filters a stream.</summary>
    public MinHashFilter(TokenStream input)
        : base(input) => term = AddAttribute<ICharTermAttribute>();

    /// <inheritdoc/>
    public override void Reset()
    {
        base.Reset();
        Array.Clear(least);
        (isFilled, next) = (false, 0);
    }

    /// <inheritdoc/>
    public override bool IncrementToken()
    {
        if (!isFilled)
            Fill();
        if (next == Buckets || !Array.Exists(least, static hash => hash is not null))
            return false;
        ClearAttributes();
        var at = next++;
        while (least[at % Buckets] is null)
            at++;
        Write(least[at % Buckets]!.Value);
        return true;
    }

    private void Fill()
    {
        isFilled = true;
        while (m_input.IncrementToken())
        {
            var hash = XxHash128.HashToUInt128(MemoryMarshal.AsBytes(term.Buffer.AsSpan(0, term.Length)));
            ref var kept = ref least[(int)(hash >> (128 - BitsOfBucket))];
            if (kept is not { } before || hash < before)
                kept = hash;
        }
    }

    // Seven bits a letter, so that each takes one byte of UTF-8.
    private void Write(UInt128 hash)
    {
        term.SetEmpty();
        for (var i = 0; i < Letters; i++, hash >>= BitsOfLetter)
            term.Append((char)(ushort)(hash & ((1 << BitsOfLetter) - 1)));
    }
}
