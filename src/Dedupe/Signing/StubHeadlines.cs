using Dedupe.Kernels;
using Dedupe.Normalization;

namespace Dedupe.Signing;

/// <summary>
/// The headlines of stubs. A text that is less than a sentence says too little to stand for a story: "Chat with us" and
/// "More follows" stand under many headlines. So it says the same as another one only under the same headline. Not
/// thread-safe: one a thread.
/// </summary>
internal sealed class StubHeadlines
{
    /// <summary>Words under which a text is a stub: those of a sentence.</summary>
    public const int Words = 14;

    private readonly Tokenizer tokenizer = Tokenizer.For(KernelRegistry.Active);
    private readonly TokenBuffer tokens = new();
    private readonly FigureSigns signs = new();

    /// <summary>Whether a text of so many words is a stub.</summary>
    public static bool IsStub(int words) => words < Words;

    /// <summary>Whether two documents are stubs under different headlines. Cost: reads two headlines.</summary>
    public bool Differ(SignedCollection documents, int a, int b) =>
        IsStub(documents.At(a).Words) && IsStub(documents.At(b).Words) && Of(documents, a) != Of(documents, b);

    /// <summary>What the headline of a document says; 0 where it has none or has its text for one.</summary>
    public UInt128 Of(SignedCollection documents, int document) =>
        Of(documents.TitleBytes(document), documents.At(document).ContentHash);

    /// <summary>What a headline says; 0 where there is none or it says what the text says.</summary>
    /// <param name="title">The headline.</param>
    /// <param name="contentHash">The hash of the text.</param>
    public UInt128 Of(ReadOnlySpan<byte> title, UInt128 contentHash)
    {
        if (title.IsEmpty)
            return 0;
        tokenizer.Tokenize(title, tokens);
        var hash = tokens.Count == 0 ? 0 : ContentHash.Of(title, tokens, signs);
        return hash == contentHash ? 0 : hash;
    }
}
