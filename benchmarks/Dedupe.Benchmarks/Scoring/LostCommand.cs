using System.Text.Json;

namespace Dedupe.Benchmarks.Scoring;

/// <summary>
/// <c>lost</c>: what a filtered collection lacks, counted anew on what was written: words of documents that went which
/// stand in no run of five words that any document that stayed has. Nothing of the library; what filter.json says was
/// lost is compared with it, document by document.
/// </summary>
internal static class LostCommand
{
    private const int RunWords = 5;
    private const int Shown = 10;

    /// <summary>Runs it.</summary>
    public static int Run(Arguments line)
    {
        var input = line.Need("in");
        var output = line.Need("filtered");
        var report = line.Find("report");
        line.End();

        var kept = new HashSet<string>(StringComparer.Ordinal);
        foreach (var (id, _) in PlainWords.Read(output))
            kept.Add(id);
        var wanted = new HashSet<ulong>();
        long read = 0;
        foreach (var (id, words) in PlainWords.Read(input))
        {
            read++;
            if (!kept.Contains(id))
                wanted.UnionWith(Runs(words));
        }

        var found = new HashSet<ulong>();
        foreach (var (_, words) in PlainWords.Read(output))
            found.UnionWith(Runs(words).Where(wanted.Contains));

        var named = report is null ? [] : Named(report);
        long removed = 0, removedWords = 0, lost = 0, told = 0, less = 0, missing = 0;
        foreach (var (id, words) in PlainWords.Read(input))
        {
            if (kept.Contains(id))
                continue;
            removed++;
            removedWords += words.Length;
            var here = Lost(words, found);
            lost += here;
            var said = named.GetValueOrDefault(id);
            told += said;
            if (said >= here)
                continue;
            missing += here - said;
            if (less++ < Shown && report is not null)
                Console.WriteLine($"{id}: {here} words lost, {said} named");
        }

        Console.WriteLine($"{read} documents, {removed} removed, of {removedWords} words");
        Console.WriteLine(
            $"{lost} words are in no kept document; {told} named in the report; {missing} of the lost ones not " +
            $"named, in {less} documents");
        return report is not null && missing > 0 ? 1 : 0;
    }

    private static int Lost(string[] words, HashSet<ulong> found)
    {
        var isKept = new bool[words.Length];
        var place = 0;
        foreach (var run in Runs(words))
        {
            if (found.Contains(run))
                isKept.AsSpan(place, Math.Min(RunWords, words.Length)).Fill(true);
            place++;
        }

        return isKept.Count(static kept => !kept);
    }

    // Of a text with fewer words the whole is one.
    private static IEnumerable<ulong> Runs(string[] words)
    {
        for (var start = 0; start == 0 || start + RunWords <= words.Length; start++)
        {
            ulong hash = 14695981039346656037;
            for (var word = start; word < Math.Min(start + RunWords, words.Length); word++)
            {
                foreach (var letter in words[word])
                    hash = (hash ^ letter) * 1099511628211;
                hash = (hash ^ ' ') * 1099511628211;
            }

            yield return hash ^ (hash >> 29);
        }
    }

    private static Dictionary<string, int> Named(string path)
    {
        using var json = JsonDocument.Parse(File.ReadAllBytes(path));
        return json.RootElement.GetProperty("documents").EnumerateArray()
            .Where(static document => document.GetProperty("fate").GetString() == "removed")
            .ToDictionary(
                static document => document.GetProperty("id").GetString()!,
                static document => document.GetProperty("lostWords").GetInt32());
    }
}
