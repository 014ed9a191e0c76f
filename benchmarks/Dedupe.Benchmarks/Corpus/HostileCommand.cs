using System.Globalization;
using System.Text;
using Dedupe.Kernels;
using Dedupe.Signing;

namespace Dedupe.Benchmarks.Corpus;

/// <summary>
/// <c>hostile</c>: JSON lines made to hurt. <c>copies</c>: one text again and again. <c>collide</c>: texts of random
/// words that have nothing in common but five sentences of five words each, chosen so that they alone make the whole
/// first band of every signature; so all documents are in one bucket.
/// </summary>
internal sealed class HostileCommand
{
    private const int Words = 120;
    private const int ShingleSize = 5;

    // A value this small is beaten by one of a hundred other shingles in one document of 5,000.
    private const uint Small = uint.MaxValue / 500_000;

    private readonly Draw draw = new(1, (ulong)Purpose.Shared);
    private readonly BandingPlan plan;

    private HostileCommand()
    {
        var options = new DedupeOptions();
        plan = BandingPlan.For(options.Threshold, options.Signing.Recall, options.Signing.SignatureSize);
    }

    /// <summary>Runs it: <c>hostile --kind copies|collide --documents N --out FILE</c>.</summary>
    public static int Run(Arguments line)
    {
        var kind = line.Need("kind");
        var documents = line.Number("documents", 100_000);
        var output = line.Need("out");
        line.End();
        var command = new HostileCommand();
        var same = kind switch
        {
            "copies" => command.Sentence(Words),
            "collide" => command.Band(),
            _ => throw new UsageException($"--kind {kind}: copies and collide are known."),
        };
        using var file =
            new StreamWriter(output, append: false, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false));
        for (var number = 0; number < documents; number++)
        {
            var own = kind == "copies" ? "" : command.Sentence(Words) + " ";
            file.Write(
                string.Create(CultureInfo.InvariantCulture, $"{{\"id\":\"d{number:D7}\",\"text\":\"{own}{same}\"}}\n"));
        }

        return 0;
    }

    private string Band()
    {
        var (multipliers, offsets) = Permutations.Of(plan.SignatureSize);
        var sentences = new string[plan.RowsPerBand];
        for (var found = 0; found < sentences.Length;)
        {
            var words = Enumerable.Range(0, ShingleSize).Select(_ => Word()).ToArray();
            var hash = (uint)ShingleScalar.HashOne(
                [.. words.Select(static word => WordHash.Of(Encoding.UTF8.GetBytes(word)))]);
            for (var row = 0; row < sentences.Length; row++)
            {
                if (sentences[row] is not null || unchecked((hash * multipliers[row]) + offsets[row]) > Small)
                    continue;
                sentences[row] = string.Join(' ', words) + ".";
                found++;
                break;
            }
        }

        return string.Join(' ', sentences);
    }

    private string Sentence(int words) => string.Join(' ', Enumerable.Range(0, words).Select(_ => Word())) + ".";

    private string Word()
    {
        Span<char> letters = stackalloc char[4 + draw.Below(4)];
        foreach (ref var letter in letters)
            letter = (char)('a' + draw.Below(26));
        return new string(letters);
    }
}
