using Dedupe.Kernels;
using Dedupe.Normalization;
using Dedupe.Signing;

namespace Dedupe.Verification;

/// <summary>
/// What texts are prepared with, shared by all that one worker has prepared: what only one text at a time needs is
/// there once. Not thread-safe.
/// </summary>
internal sealed class TextTools
{
    /// <summary>Makes the tools of a worker.</summary>
    /// <param name="credits">What credits look like; null for the built-in forms.</param>
    /// <param name="steps">Counts what is done.</param>
    public TextTools(CreditBook? credits = null, Steps? steps = null)
    {
        Steps = steps ?? new Steps();
        Words = new TextWords(credits, Steps);
        Quotations = new QuotationScanner(Steps);
        Frequencies = new WordFrequencies(Steps);
    }

    /// <summary>Counts what is done.</summary>
    public Steps Steps { get; }

    /// <summary>Finds words and credits.</summary>
    public TextWords Words { get; }

    /// <summary>Finds the signs of figures.</summary>
    public FigureSigns Signs { get; } = new();

    /// <summary>Finds quotations.</summary>
    public QuotationScanner Quotations { get; }

    /// <summary>Finds lists.</summary>
    public Refrains Refrains { get; } = new();

    /// <summary>Counts words.</summary>
    public WordFrequencies Frequencies { get; }

    /// <summary>Hashes shingles.</summary>
    public ShingleKernel Shingler { get; } = ShingleKernel.For(KernelRegistry.Active);

    /// <summary>Samples keys.</summary>
    public KeyWindows KeyWindows { get; } = new();

    /// <summary>Makes room for so many values, and for a quarter more where there was too little.</summary>
    public static void MakeRoom<T>(ref T[] values, int count)
    {
        if (values.Length < count)
            values = GC.AllocateUninitializedArray<T>(count + (count / 4));
    }
}
