using System.Runtime.InteropServices;

namespace Dedupe.Normalization;

/// <summary>
/// Tells which words of a line are a credit, by the forms found in it and the signs around them. One a scanner.
/// </summary>
internal sealed class CreditRules(CreditBook book)
{
    private const int LongestByline = 14;
    private const int LongestSource = 40;
    private const int LongestSentence = 60;
    private const int LongestRest = 12; // words behind "contributed to this report"
    private const int LongestCopyright = 45;
    // bytes of what Deutsche Welle and others put before the agencies: "rc/jsi (AFP, dpa)"
    private const int LongestInitials = 4;

    private readonly List<CreditHit> hits = [];
    private readonly List<(int Start, int End)> spans = [];
    private CreditRank rank;

    /// <summary>The agency of the strongest credit so far.</summary>
    public string? Agency { get; private set; }

    /// <summary>Forgets the text before.</summary>
    public void Begin()
    {
        spans.Clear();
        Agency = null;
        rank = CreditRank.None;
    }

    /// <summary>The credits in order of place, none touching another.</summary>
    public ReadOnlySpan<(int Start, int End)> Spans()
    {
        if (spans.Count == 0)
            return [];
        spans.Sort();
        var count = 0;
        var merged = CollectionsMarshal.AsSpan(spans);
        foreach (var span in merged)
        {
            if (count > 0 && span.Start <= merged[count - 1].End)
                merged[count - 1].End = Math.Max(merged[count - 1].End, span.End);
            else
                merged[count++] = span;
        }

        return merged[..count];
    }

    /// <summary>Takes the credits of a line near the start of the text.</summary>
    public void Head(in CreditLine line)
    {
        hits.Clear();
        line.FindAll(book, hits);
        if (TakeDateline(line) || TakeOpener(line) || (IsCreditLine(line) && TakeSignOff(line)))
            return;
        if (line.IsAllCapitals(line.First) && Dateline.EndOfPlain(line) is var end and > 0)
            spans.Add((line.First, end));
    }

    /// <summary>Takes the credits of a line near the end of the text.</summary>
    public void Tail(in CreditLine line)
    {
        hits.Clear();
        line.FindAll(book, hits);
        if (TakeOpener(line))
            return;
        if (hits.Count > 0)
        {
            TakeSignOff(line);
            foreach (var hit in hits)
                TakeSentence(line, hit);
        }

        TakeSignedCopyright(line);
    }

    private bool AddCredit(int start, int end, CreditRank found)
    {
        spans.Add((start, end));
        foreach (var hit in hits)
        {
            if (found > rank && hit.Form.Kind == CreditKind.Agency && hit.Token >= start && hit.Token < end)
            {
                Agency = hit.Form.Agency;
                rank = found;
            }
        }

        return true;
    }

    private bool TakeDateline(in CreditLine line)
    {
        foreach (var hit in hits)
        {
            if (hit.Token - line.First > Dateline.MaxPlaceWords)
                break;
            if (hit.IsAgency && Dateline.EndOf(line, hit, book) is var end and > 0)
                return AddCredit(line.First, end, CreditRank.Dateline);
        }

        return false;
    }

    // "By Jane Smith, Associated Press", "Quelle: dpa": a short line that says who, and has no verb and no full stop.
    private bool TakeOpener(in CreditLine line)
    {
        if (!line.IsWholeAtStart
            || !line.IsWholeAtEnd
            || line.Last - line.First > LongestSource
            || line.Opener(book) is not { } form)
            return false;
        var names = line.First + form.Words.Length;
        if (form.Kind == CreditKind.Source)
            return names < line.Last
                && line.Has(names, GapSigns.Colon)
                && AddCredit(line.First, line.Last, CreditRank.Byline);
        var small = line.CountSmall(names, line.Last);
        var isByline = line.Last - line.First <= LongestByline && !line.Has(line.Last, GapSigns.Sentence)
            && (names == line.Last ? form.Words.Length > 1 : small <= 3 && small < line.Last - names);
        return isByline && AddCredit(line.First, line.Last, CreditRank.Byline);
    }

    private bool IsCreditLine(in CreditLine line) =>
        hits.Count > 0 && line.IsWholeAtStart && line.IsWholeAtEnd && line.IsAgencies(book, line.First, line.Last);

    // Agencies at the end of a line, behind a full stop, in brackets, behind a dash, or alone.
    private bool TakeSignOff(in CreditLine line)
    {
        foreach (var hit in hits)
        {
            if (!hit.IsAgency || !line.IsAgencies(book, hit.Token, line.Last))
                continue;
            var start = hit.Token;
            while (start > line.First
                && line.Small(book, start - 1) is { Kind: CreditKind.Glue }
                && !line.Has(start, GapSigns.Open))
                start--;
            if (IsInitials(line, start))
                start = line.First;
            var before = line.Before(start);
            var after = line.Before(line.Last);
            var goesOn = (after & GapSigns.Sentence) != GapSigns.None;
            var isSignOff = (start == line.First && line.IsWholeAtStart)
                || (before & GapSigns.Sentence) != GapSigns.None
                || (!goesOn && (before & GapSigns.Dash) != GapSigns.None)
                || (!goesOn && (before & GapSigns.Open) != GapSigns.None && (after & GapSigns.Close) != GapSigns.None);
            return isSignOff && AddCredit(start, line.Last, CreditRank.SignOff);
        }

        return false;
    }

    private static bool IsInitials(in CreditLine line, int end)
    {
        if (end == line.First
            || end - line.First > 4
            || !line.IsWholeAtStart
            || !line.Has(end, GapSigns.Open | GapSigns.Slash))
            return false;
        for (var token = line.First; token < end; token++)
        {
            if (line.LengthOf(token) > LongestInitials || !line.IsSmall(token))
                return false;
        }

        return true;
    }

    private void TakeSentence(in CreditLine line, CreditHit hit)
    {
        switch (hit.Form.Kind)
        {
            case CreditKind.Reporting when hit.Token == line.First
                ? line.IsWholeAtStart
                : line.Has(hit.Token, GapSigns.Open | GapSigns.Sentence):
                var end = EndOfReporting(line, hit);
                if (end - hit.Token <= LongestSentence)
                    AddCredit(hit.Token, end, CreditRank.Contribution);
                break;
            case CreditKind.Contributed:
            case CreditKind.Material when hit.End < line.Last && IsAgencyAfter(line, hit.End):
                var (start, rest) = (StartOfSentence(line, hit.Token), EndOfSentence(line, hit.End));
                if (rest - hit.End <= LongestRest
                    && rest - start <= LongestSentence
                    && (start > line.First || line.IsWholeAtStart))
                    AddCredit(start, rest, CreditRank.Contribution);
                break;
            case CreditKind.Copyright:
                TakeCopyright(line, hit.Token);
                break;
        }
    }

    private bool IsAgencyAfter(in CreditLine line, int token)
    {
        while (token < line.Last && line.Small(book, token) is { Kind: CreditKind.Glue } glue)
            token += glue.Words.Length;
        return token < line.Last && line.Find(book, token) is { Kind: CreditKind.Agency or CreditKind.With };
    }

    private void TakeCopyright(in CreditLine line, int token)
    {
        var begins = token == line.First
            ? line.IsWholeAtStart
            : line.Has(token, GapSigns.Sentence | GapSigns.Open | GapSigns.Bar | GapSigns.Copyright);
        if (begins)
            AddCredit(
                token, line.Last - token <= LongestCopyright ? line.Last : EndOfSentence(line, token + 1),
                CreditRank.Copyright);
    }

    // "© 2031 AFP": the sign is no word.
    private void TakeSignedCopyright(in CreditLine line)
    {
        if (!line.Contains("©"u8))
            return;
        for (var token = line.First; token < line.Last; token++)
        {
            var signs = line.Before(token);
            var begins = token == line.First
                ? line.IsWholeAtStart
                : (signs & (GapSigns.Sentence | GapSigns.Open | GapSigns.Bar)) != GapSigns.None;
            if ((signs & GapSigns.Copyright) != GapSigns.None && begins && !line.IsSmall(token))
            {
                AddCredit(
                    token, line.Last - token <= LongestCopyright ? line.Last : EndOfSentence(line, token + 1),
                    CreditRank.Copyright);
                return;
            }
        }
    }

    private static int EndOfReporting(in CreditLine line, CreditHit hit)
    {
        if (!line.Has(hit.Token, GapSigns.Open))
            return line.Last;
        var end = hit.End;
        while (end < line.Last && !line.Has(end, GapSigns.Close))
            end++;
        return end;
    }

    private static int StartOfSentence(in CreditLine line, int token)
    {
        while (token > line.First && !EndsSentence(line.Before(token)))
            token--;
        return token;
    }

    private static int EndOfSentence(in CreditLine line, int token)
    {
        while (token < line.Last && !EndsSentence(line.Before(token)))
            token++;
        return token;
    }

    private static bool EndsSentence(GapSigns signs) =>
        (signs & GapSigns.Sentence) != GapSigns.None
            && (signs & GapSigns.Space) != GapSigns.None
            && (signs & GapSigns.Comma) == GapSigns.None;
}
