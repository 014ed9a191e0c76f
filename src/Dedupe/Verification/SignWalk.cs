using Dedupe.Normalization;

namespace Dedupe.Verification;

/// <summary>
/// Goes through the figures of matched words that have other signs in the one text than in the other. Cost: linear in
/// the signs.
/// </summary>
/// <param name="a">The text that the run begins from.</param>
/// <param name="b">The other text.</param>
/// <param name="run">The matched words.</param>
internal ref struct SignWalk(PreparedText a, PreparedText b, MatchedRun run)
{
    private readonly ReadOnlySpan<FigureSign> ofA = a.Signs;
    private readonly ReadOnlySpan<FigureSign> ofB = b.Signs;
    private int inA = SignComparison.From(a.Signs, run.A);
    private int inB = SignComparison.From(b.Signs, run.B);

    /// <summary>The figure's word in the run.</summary>
    public int Offset { get; private set; }

    /// <summary>Its signs in the first text.</summary>
    public ReadOnlySpan<FigureSign> SignsA { get; private set; }

    /// <summary>Its signs in the second text.</summary>
    public ReadOnlySpan<FigureSign> SignsB { get; private set; }

    /// <summary>Goes to the next such figure.</summary>
    /// <param name="steps">Counts what is done.</param>
    public bool MoveNext(Steps steps)
    {
        while (true)
        {
            steps.Add(1);
            Offset = Math.Min(
                inA < ofA.Length ? ofA[inA].Token - run.A : run.Length,
                inB < ofB.Length ? ofB[inB].Token - run.B : run.Length);
            if (Offset >= run.Length)
                return false;
            SignsA = SignComparison.SignsAt(ofA, ref inA, run.A + Offset);
            SignsB = SignComparison.SignsAt(ofB, ref inB, run.B + Offset);
            if (SignComparison.Differ(SignsA, SignsB, a, b, run, Offset))
                return true;
        }
    }
}
