using System.Diagnostics;

namespace Dedupe.Benchmarks.Corpus;

/// <summary><c>generate</c>: a corpus and its labels.</summary>
internal static class GenerateCommand
{
    /// <summary>Runs it.</summary>
    public static int Run(Arguments line)
    {
        var normal = new CorpusOptions();
        var kind = line.Find("kind") ?? "news";
        var options = new CorpusOptions
        {
            Documents = line.Number(
                "documents",
                kind switch
                {
                    "news" or "removal" => 100_000,
                    "template" => 50_000,
                    "story100" => 20_100,
                    _ => 10_000
                }),
            Seed = (ulong)line.Number("seed", 1),
            Language = LanguageOf(line.Find("language") ?? "en"),
            CopiesPerMille = line.PerMille("copies", normal.CopiesPerMille),
            BoilerplatePerMille = line.PerMille("boilerplate", line.PerMille("furniture", normal.BoilerplatePerMille)),
            LargePerMille = line.PerMille("large-families", normal.LargePerMille),
            ReworkPerMille = line.PerMille("rework", normal.ReworkPerMille),
            MedianWords = line.Number("median-words", normal.MedianWords),
            OverlapPercent = line.Number("overlap", normal.OverlapPercent),
            Variants = line.Has("variants"),
        };
        var output = line.Need("out");
        var labelPath = line.Find("labels");
        line.End();

        var corpus = Create(kind, options);
        var clock = Stopwatch.StartNew();
        long bytes;
        using (var file = File.Create(output, 1))
            bytes = new CorpusWriter(corpus).Write(file);
        Console.Error.WriteLine(
            $"{output}: {corpus.Count} documents, {bytes / 1e6:0.0} MB, {bytes / 1e6 / clock.Elapsed.TotalSeconds:0} " +
            $"MB/s");
        if (labelPath is not null)
        {
            using var labels = new LabelWriter(labelPath);
            corpus.Label(labels);
            Console.Error.WriteLine(
                $"{labelPath}: in groups, Jaccard {labels.LowestJaccard:0.00} to {labels.HighestJaccard:0.00}");
            var counts = labels.Counts.Select(count => $"{count.Value} {Names.Of(count.Key)}");
            Console.Error.WriteLine($"{labelPath}: {string.Join(", ", counts)}");
        }

        return 0;
    }

    private static GeneratedCorpus Create(string kind, CorpusOptions options) => kind switch
    {
        "news" => new NewsCorpus(options),
        "chain" => new ChainCorpus(options),
        "template" => new TemplateCorpus(options),
        "footer" => new FooterCorpus(options),
        "story100" => new StoryCorpus(options),
        "floods" => new FloodCorpus(options),
        "removal" => new RemovalCorpus(options),
        _ => throw new UsageException(
            $"--kind {kind}: news, chain, template, footer, story100, floods and removal are known."),
    };

    private static Language LanguageOf(string name) => name switch
    {
        "en" => Language.English,
        "ar" => Language.Arabic,
        "ru" => Language.Russian,
        "zh" => Language.Chinese,
        _ => throw new UsageException($"--language {name}: en, ar, ru and zh are known."),
    };
}
