using System.Runtime.CompilerServices;
using System.Text;
using System.Text.Unicode;
using Dedupe.Normalization;

namespace Dedupe.Signing;

/// <summary>
/// Signs texts: a text goes in, its keys come out. The batch signs with this very object, so keys that are kept
/// anywhere find what the batch finds. Cost: linear in the text, some hundred megabytes a second. Not thread-safe, it
/// owns its buffers: one a thread.
/// </summary>
/// <example>
/// <code>
/// var signer = new TextSigner();
/// TextKeys keys = signer.Sign("The harbour of Lower Sandrik stays open in winter, its master said on Monday.");
/// foreach (ulong key in keys.SampleKeys)
///     postings.Add(key, id);
/// </code>
/// </example>
public sealed class TextSigner
{
    private static readonly UTF8Encoding Strict = new(
        encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    private readonly TextWords words;
    private readonly KeySampler sampler;

    /// <summary>Makes a signer.</summary>
    /// <param name="options">Shingles, threshold, signature and window; null for the defaults.</param>
    /// <exception cref="ArgumentOutOfRangeException">An option is outside its range.</exception>
    /// <exception cref="IOException">The file of agencies cannot be read.</exception>
    /// <exception cref="InvalidDataException">A line of the file of agencies is no entry.</exception>
    public TextSigner(DedupeOptions? options = null)
        : this(
            Validated(options ??= new DedupeOptions()), BandingPlan.Of(options),
            CreditBook.With(options.Normalization.AgenciesFile), new Steps())
    {
    }

    /// <summary>Makes a signer of a run.</summary>
    /// <param name="options">Shingles and window, valid.</param>
    /// <param name="plan">Bands and rows.</param>
    /// <param name="credits">What credits look like.</param>
    /// <param name="steps">Counts what is done.</param>
    internal TextSigner(DedupeOptions options, BandingPlan plan, CreditBook credits, Steps steps)
    {
        words = new TextWords(credits, steps);
        sampler = new KeySampler(
            options.ShingleSize, plan, options.NearOnly ? 0 : options.Signing.ReuseWindow, steps);
    }

    /// <summary>Signs a text.</summary>
    /// <param name="text">The text. One without a word signs to no key.</param>
    /// <returns>Its keys, which are the caller's to keep.</returns>
    /// <exception cref="ArgumentException">The text is not valid UTF-16: half of a character stands alone.</exception>
    public TextKeys Sign(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return Sign(Strict.GetBytes(text));
    }

    /// <summary>Signs a text.</summary>
    /// <param name="text">The text in UTF-8. One without a word signs to no key.</param>
    /// <returns>Its keys, which are the caller's to keep.</returns>
    /// <exception cref="ArgumentException">The text is not valid UTF-8.</exception>
    public TextKeys Sign(ReadOnlySpan<byte> text)
    {
        if (!Utf8.IsValid(text))
            throw new ArgumentException("The text is not valid UTF-8.", nameof(text));
        var keys = new TextKeys();
        Sign(text, keys);
        return keys;
    }

    /// <summary>Signs a text into keys that are used again and again; nothing is allocated.</summary>
    /// <param name="text">The text, valid UTF-8.</param>
    /// <param name="keys">Gets the keys; what it has of another text is forgotten.</param>
    [MethodImpl(Kernels.Compile.Fully)]
    internal void Sign(ReadOnlySpan<byte> text, TextKeys keys)
    {
        words.Scan(text);
        keys.WordsWithCredits = words.Tokens.Count;
        words.RemoveCredits(text);
        keys.ContentHash = words.ContentHash;
        keys.Words = words.Tokens.Count;
        keys.Agency = words.Agency;
        sampler.MakeKeys(words.Tokens.Hashes, keys);
    }

    private static DedupeOptions Validated(DedupeOptions options)
    {
        options.Validate();
        return options;
    }
}
