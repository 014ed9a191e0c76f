using Dedupe.Kernels;

namespace Dedupe.Normalization;

/// <summary>
/// Text to tokens: runs of letters, marks and digits of any script, folded (see <see cref="CodePointTable"/>); in
/// scripts without spaces each character with its marks. Markup is not its business: entities and tags are text. Cost:
/// linear. Not thread-safe: one a worker.
/// </summary>
internal abstract class Tokenizer
{
    /// <summary>Tokenizes valid UTF-8.</summary>
    /// <param name="text">The original text; its validity is the caller's to check.</param>
    /// <param name="tokens">Cleared, then filled.</param>
    public abstract void Tokenize(ReadOnlySpan<byte> text, TokenBuffer tokens);

    /// <summary>The tokenizer of a kernel width.</summary>
    public static Tokenizer For(KernelWidth width) => width switch
    {
        KernelWidth.V512 => new BlockTokenizer<FoldBlockV512>(),
        KernelWidth.V256 => new BlockTokenizer<FoldBlockV256>(),
        KernelWidth.V128 => new BlockTokenizer<FoldBlockV128>(),
        _ => new BlockTokenizer<FoldBlockScalar>(),
    };
}
