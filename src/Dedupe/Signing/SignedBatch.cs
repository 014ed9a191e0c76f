using System.Runtime.InteropServices;

namespace Dedupe.Signing;

/// <summary>The signed documents of one batch; reused from batch to batch.</summary>
internal sealed class SignedBatch
{
    /// <summary>The documents.</summary>
    public List<SignedDocument> Documents { get; } = [];

    /// <summary>Their texts, one after the other.</summary>
    public List<byte> Texts { get; } = [];

    /// <summary>Their ids, titles and outlets, one after the other.</summary>
    public List<byte> Facts { get; } = [];

    /// <summary>Keys of the near tier, one a band and document.</summary>
    public List<ulong> NearKeys { get; } = [];

    /// <summary>Keys of the reuse tier.</summary>
    public List<ulong> ReuseKeys { get; } = [];

    /// <summary>What was not accepted.</summary>
    public List<Rejection> Rejections { get; } = [];

    /// <summary>The texts as one span.</summary>
    public ReadOnlySpan<byte> TextSpan => CollectionsMarshal.AsSpan(Texts);

    /// <summary>Forgets everything, keeps the memory.</summary>
    public void Clear()
    {
        Documents.Clear();
        Texts.Clear();
        Facts.Clear();
        NearKeys.Clear();
        ReuseKeys.Clear();
        Rejections.Clear();
    }
}
