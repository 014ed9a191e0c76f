using Dedupe.Cli.Views;
using Dedupe.Evaluation;
using Dedupe.Verification;

namespace Dedupe.Cli.Commands;

/// <summary>
/// Asks a person about pairs, one after the other, and writes each answer down before the next question.
/// </summary>
internal sealed class Questions(
    Terminal terminal, IReadOnlyList<DocumentInfo> documents, IReadOnlyDictionary<string, Document> texts,
        LabelWriter labels)
{
    private readonly Ink ink = new(terminal.OutHasColour);

    public async Task AskAsync(IReadOnlyList<VerifiedPair> drawn, CancellationToken cancellationToken)
    {
        var answered = labels.Answers.Select(label => Unordered(label.A, label.B)).ToHashSet();
        var pairs = drawn.Where(
            pair => texts.ContainsKey(documents[pair.A].Id) && texts.ContainsKey(documents[pair.B].Id)).ToList();
        var open = pairs.Where(pair => !answered.Contains(Unordered(documents[pair.A].Id, documents[pair.B].Id)))
            .ToList();
        if (pairs.Count == 0)
            terminal.Out.WriteLine("No pair to ask about: no two documents have anything in common.");
        else if (open.Count == 0)
            terminal.Out.WriteLine($"All {pairs.Count} pairs are answered; another --seed draws others.");

        else
            terminal.Out.WriteLine(
                "A pair is a copy when a good part of one text is the prose of the other, or of a\nthird that both " +
                "print. Quotations, menus and footers in common make no copy.\n");

        using var answers = new AnswerReader();
        var card = new LabelCard(terminal);
        var (done, copies, unsure) = (0, 0, 0);
        foreach (var pair in open)
        {
            var (a, b) = (documents[pair.A], documents[pair.B]);
            card.Write($"{pairs.Count - open.Count + done + 1} of {pairs.Count}", pair, a, b, texts[a.Id], texts[b.Id]);
            var answer = await AskAsync(answers, cancellationToken);
            if (answer is null)
                break;
            labels.Add(new LabelledPair(a.Id, b.Id, answer));
            done++;
            copies += answer == LabelledPair.Copy ? 1 : 0;
            unsure += answer == LabelledPair.Unsure ? 1 : 0;
        }

        if (open.Count > 0)
            terminal.Out.WriteLine(
                $"{Totals.Count(done, "answer")}: {Totals.Count(copies, "copy", "copies")}, {done - copies - unsure} " +
                $"not, {unsure} unsure; {open.Count - done} left to ask");
    }

    // Null to stop.
    private async Task<string?> AskAsync(AnswerReader answers, CancellationToken cancellationToken)
    {
        while (true)
        {
            terminal.Out.Write($"{ink.Bold("Copy?")}  y yes  n no  s skip  q quit  ");
            terminal.Out.Flush();
            var key = await ReadAsync(answers, cancellationToken);
            var answer = key switch
            {
                'y' => LabelledPair.Copy,
                'n' => LabelledPair.NoCopy,
                's' => LabelledPair.Unsure,
                _ => null,
            };
            terminal.Out.WriteLine(answer ?? (key is null or 'q' ? "stopped" : "y, n, s or q, please"));
            if (answer is not null || key is null or 'q')
                return answer;
        }
    }

    private async Task<char?> ReadAsync(AnswerReader answers, CancellationToken cancellationToken)
    {
        try
        {
            return await answers.ReadAsync(cancellationToken);
        }
        catch (OperationCanceledException)
        {
            // What is said of it next begins on a line of its own.
            terminal.Out.WriteLine();
            terminal.Out.Flush();
            throw;
        }
    }

    private static (string, string) Unordered(string a, string b) => string.CompareOrdinal(a, b) <= 0 ? (a, b) : (b, a);
}
