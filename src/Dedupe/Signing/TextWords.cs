using System.Runtime.CompilerServices;
using Dedupe.Kernels;
using Dedupe.Normalization;

namespace Dedupe.Signing;

/// <summary>
/// The words of one text without its credits, and the hash of what it says: what signing, correcting and comparing all
/// begin with. Reused from text to text. Cost: linear. Not thread-safe: one a worker.
/// </summary>
/// <param name="credits">What credits look like; null for the built-in forms.</param>
/// <param name="steps">Counts what is done.</param>
internal sealed class TextWords(CreditBook? credits = null, Steps? steps = null)
{
    private readonly Steps steps = steps ?? new Steps();
    private readonly Tokenizer tokenizer = Tokenizer.For(KernelRegistry.Active);
    private readonly CreditScanner scanner = new(credits ?? CreditBook.Default);
    private readonly FigureSigns signs = new();

    /// <summary>The tokens, with places in bytes.</summary>
    public TokenBuffer Tokens { get; } = new();

    /// <summary>The agency the text is credited to; null when none is known.</summary>
    public string? Agency => scanner.Agency;

    /// <summary>Whether there are credits to take out.</summary>
    public bool HasCredits => scanner.Found;

    /// <summary>What the text says: see <see cref="Signing.ContentHash"/>. Known once credits are removed.</summary>
    public UInt128 ContentHash { get; private set; }

    /// <summary>Finds the words of a text and leaves its credits out.</summary>
    /// <param name="text">The text, valid UTF-8.</param>
    public void Read(ReadOnlySpan<byte> text)
    {
        Scan(text);
        RemoveCredits(text);
    }

    /// <summary>Finds the words of a text, those of credits too.</summary>
    /// <param name="text">The text, valid UTF-8.</param>
    public void ReadWithCredits(ReadOnlySpan<byte> text)
    {
        tokenizer.Tokenize(text, Tokens);
        Hash(text);
    }

    /// <summary>Finds the words of a text, and where its credits stand among them.</summary>
    /// <param name="text">The text, valid UTF-8.</param>
    [MethodImpl(Compile.Fully)]
    public void Scan(ReadOnlySpan<byte> text)
    {
        tokenizer.Tokenize(text, Tokens);
        steps.Add(Tokens.Count);
        scanner.Scan(text, Tokens);
    }

    /// <summary>Takes the credits out, unless nothing would be left, and hashes what the text says.</summary>
    /// <param name="text">The text that was scanned.</param>
    [MethodImpl(Compile.Fully)]
    public void RemoveCredits(ReadOnlySpan<byte> text)
    {
        RemoveCredits(flags: []);
        Hash(text);
    }

    /// <summary>Takes the credits out, unless nothing would be left.</summary>
    /// <param name="flags">One flag a token, taken out along with them; or none at all.</param>
    public void RemoveCredits(Span<bool> flags)
    {
        if (scanner.Found)
            scanner.Remove(Tokens, flags);
    }

    // Finds the signs of figures on the way.
    private void Hash(ReadOnlySpan<byte> text) => ContentHash = Signing.ContentHash.Of(text, Tokens, signs);
}
