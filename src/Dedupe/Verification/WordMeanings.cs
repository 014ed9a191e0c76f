using System.Globalization;
using System.Text;
using Dedupe.Kernels;
using Dedupe.Normalization;

namespace Dedupe.Verification;

/// <summary>The words of <c>Words.txt</c> by the hash of their folded form.</summary>
internal static class WordMeanings
{
    private static readonly Lazy<(Dictionary<ulong, WordMeaning> Table, HashFilter Filter)> Loaded = new(static () =>
    {
        var table = Load();
        return (table, HashFilter.Of(table.Keys));
    });

    /// <summary>What a word means; <see cref="WordKind.None"/> for nearly all.</summary>
    public static WordMeaning MeaningOf(ulong word)
    {
        var (table, filter) = Loaded.Value;
        return filter.MayHave(word) ? table.GetValueOrDefault(word) : default;
    }

    private static Dictionary<ulong, WordMeaning> Load()
    {
        using var stream = typeof(WordMeanings).Assembly.GetManifestResourceStream("Dedupe.Words.txt")
            ?? throw new InvalidOperationException("The assembly lacks its words.");
        using var reader = new StreamReader(stream);
        var table = new Dictionary<ulong, WordMeaning>();
        var tokenizer = Tokenizer.For(KernelWidth.Scalar);
        var tokens = new TokenBuffer();
        while (reader.ReadLine() is { } line)
        {
            if (line.Length == 0 || line[0] == '#')
                continue;
            var (entry, words) = (
                line[..line.IndexOf('=', StringComparison.Ordinal)].Split(' ', StringSplitOptions.RemoveEmptyEntries),
                line[(line.IndexOf('=', StringComparison.Ordinal) + 1)..]);
            var meaning = new WordMeaning(
                Enum.Parse<WordKind>(entry[0], ignoreCase: true), entry.Length > 1
                    ? int.Parse(entry[1], CultureInfo.InvariantCulture)
                    : 0);
            foreach (var word in words.Split('|', StringSplitOptions.TrimEntries))
            {
                tokenizer.Tokenize(Encoding.UTF8.GetBytes(word), tokens);
                if (tokens.Count != 1)
                    throw new InvalidDataException($"Words.txt: '{word}' is not one word");
                // Languages share words: what stands first in the file goes first.
                table.TryAdd(tokens.Hashes[0], meaning);
            }
        }

        return table;
    }
}
