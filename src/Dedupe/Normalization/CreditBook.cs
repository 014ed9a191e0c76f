using System.Runtime.InteropServices;
using Dedupe.Kernels;

namespace Dedupe.Normalization;

/// <summary>
/// All known forms of credits, found by their first word or their longest. Immutable; one for all workers.
/// </summary>
internal sealed class CreditBook
{
    private static readonly Lazy<CreditBook> BuiltIn = new(() => new CreditBook(CreditFile.ReadBuiltIn(), []));

    // Bylines begin with the commonest words there are, so they are looked for at the starts of lines only.
    private readonly Dictionary<ulong, List<CreditForm>> anywhere = [];
    private readonly Dictionary<ulong, List<CreditForm>> anchored = [];
    private readonly Dictionary<ulong, List<CreditForm>> atStart = [];
    private readonly Dictionary<ulong, List<CreditForm>> small = [];

    // Nearly every word of a text is turned away by these.
    private readonly HashFilter anchors = new();
    private readonly HashFilter starts = new();

    private CreditBook(List<CreditForm> builtIn, List<CreditForm> own)
    {
        // What comes first goes first: the user's own.
        foreach (var form in own.Concat(builtIn))
        {
            var forms = form.Kind switch
            {
                CreditKind.Byline => atStart,
                CreditKind.Glue or CreditKind.Wire => small,
                _ => anywhere,
            };
            (CollectionsMarshal.GetValueRefOrAddDefault(forms, form.Words[0], out _) ??= []).Add(form);
            if (forms == atStart || (forms == anywhere && form.Kind == CreditKind.Source))
                starts.Add(form.Words[0]);
            if (forms != anywhere)
                continue;
            var anchor = form.Words[form.Anchor];
            (CollectionsMarshal.GetValueRefOrAddDefault(anchored, anchor, out _) ??= []).Add(form);
            anchors.Add(anchor);
        }
    }

    /// <summary>The built-in forms.</summary>
    public static CreditBook Default => BuiltIn.Value;

    /// <summary>The built-in forms and those of a user's file.</summary>
    /// <param name="agenciesFile">The file, or null.</param>
    /// <exception cref="InvalidDataException">A line of the file is no entry; the message names the file, the line and
    /// the reason.</exception>
    /// <exception cref="IOException">The file cannot be read.</exception>
    public static CreditBook With(string? agenciesFile) =>
        agenciesFile is null ? Default : new CreditBook(CreditFile.ReadBuiltIn(), CreditFile.Read(agenciesFile));

    /// <summary>
    /// Whether a form may stand among some tokens: false is certain. This is all that most texts cost.
    /// </summary>
    public bool MayStandIn(ReadOnlySpan<byte> text, TokenBuffer tokens, int first, int end)
    {
        for (var token = NextAnchor(tokens, first, end); token < end; token = NextAnchor(tokens, token + 1, end))
        {
            if (FindAnchored(text, tokens, token, first, end).Form is not null)
                return true;
        }

        return false;
    }

    /// <summary>The first token, from one on, that may be the anchor of a form; the end when there is none.</summary>
    public int NextAnchor(TokenBuffer tokens, int from, int end) => anchors.Next(tokens.Hashes[..end], from);

    /// <summary>The longest form whose anchor a token is; the token it begins with, or -1 when there is none.</summary>
    public (int Start, CreditForm? Form) FindAnchored(
        ReadOnlySpan<byte> text, TokenBuffer tokens, int token, int first, int end)
    {
        var found = (Start: -1, Form: (CreditForm?)null);
        if (!anchored.TryGetValue(tokens.Hashes[token], out var candidates))
            return found;
        foreach (var candidate in candidates)
        {
            var start = token - candidate.Anchor;
            if (start >= first
                && (found.Form is null || candidate.Words.Length > found.Form.Words.Length)
                && IsAt(candidate, text, tokens, start, end))
                found = (start, candidate);
        }

        return found;
    }

    /// <summary>The longest form that begins with a token; null when none does.</summary>
    public CreditForm? Find(ReadOnlySpan<byte> text, TokenBuffer tokens, int token, int end) =>
        Longest(anywhere, text, tokens, token, end);

    /// <summary>The longest form that begins lines.</summary>
    public CreditForm? Opener(ReadOnlySpan<byte> text, TokenBuffer tokens, int token, int end) =>
        !starts.MayHave(tokens.Hashes[token])
        ? null
        : Longest(atStart, text, tokens, token, end)
        ?? (Find(text, tokens, token, end) is { Kind: CreditKind.Source } source ? source : null);

    /// <summary>The longest form of glue or of the sign that ends a dateline.</summary>
    public CreditForm? Small(ReadOnlySpan<byte> text, TokenBuffer tokens, int token, int end) =>
        Longest(small, text, tokens, token, end);

    private static CreditForm? Longest(
        Dictionary<ulong, List<CreditForm>> forms, ReadOnlySpan<byte> text, TokenBuffer tokens, int token, int end)
    {
        if (!forms.TryGetValue(tokens.Hashes[token], out var candidates))
            return null;
        CreditForm? best = null;
        foreach (var form in candidates)
        {
            if ((best is null || form.Words.Length > best.Words.Length) && IsAt(form, text, tokens, token, end))
                best = form;
        }

        return best;
    }

    private static bool IsAt(CreditForm form, ReadOnlySpan<byte> text, TokenBuffer tokens, int token, int end) =>
        tokens.Hashes[token..end].StartsWith(form.Words)
        && (form.Exact is null || text[tokens.Starts[token]..tokens.Ends[token]].SequenceEqual(form.Exact));
}
