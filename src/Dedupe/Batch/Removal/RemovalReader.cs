using System.Text;
using System.Text.Json;
using Dedupe.Reporting;
using Dedupe.Sources;
using Dedupe.Verification;

namespace Dedupe.Batch.Removal;

/// <summary>
/// Reads what a run found and decides what may go. Memory is the documents of clusters and a few numbers for each of
/// their pairs; pairs.jsonl is read twice, so that places of words are kept only of documents that go.
/// </summary>
/// <param name="runDirectory">The run directory.</param>
/// <param name="rule">When a document may go.</param>
/// <param name="policy">Which of equals is kept.</param>
/// <param name="isBehindLink">Whether a document, by its id and its file (null: not known), was read through a symbolic
/// link.</param>
/// <param name="isProtected">Whether a document stays because somebody asked for it; null: none does.</param>
internal sealed class RemovalReader(
    string runDirectory, RemovalRule rule, KeepPolicy policy, Func<string, string?, bool> isBehindLink,
    Func<string, string?, bool>? isProtected = null)
{
    private readonly List<RemovalMember> members = [];
    private readonly List<int> starts = []; // of clusters, among the members
    private readonly Dictionary<byte[], int> numbers = new(new Utf8Comparer());
    private readonly Dictionary<byte[], int> items = new(new Utf8Comparer());
    private readonly List<RemovalPair> pairs = [];
    private readonly Dictionary<string, string> files = new(StringComparer.Ordinal);
    private int[] clusterOf = [];

    // By member: the first one of the same text. The rest is by text: its document that is kept, the words of it that
    // no kept copy has, and the kept copy that has most of it.
    private int[] textOf = [];
    private RemovalMember?[] keptTexts = [];
    private readonly Dictionary<int, (IReadOnlyList<WordRange> Own, IReadOnlyList<WordRange> Boilerplate)> lost = [];
    private readonly Dictionary<int, (RemovalMember Kept, Relation Relation, double OwnShare, bool MayGo)> nearest = [];

    /// <summary>Reads and decides.</summary>
    /// <exception cref="InvalidDataException">The files are not those of a run of this version.</exception>
    public async Task<RemovalPlan> ReadAsync(CancellationToken cancellationToken)
    {
        await ResultLines.ReadAsync(
            Path.Combine(runDirectory, ResultFolder.ClustersName), "cluster", AddCluster, cancellationToken);
        starts.Add(members.Count);
        clusterOf = new int[members.Count];
        for (var cluster = 0; cluster + 1 < starts.Count; cluster++)
            clusterOf.AsSpan(starts[cluster]..starts[cluster + 1]).Fill(cluster);
        var path = Path.Combine(runDirectory, ResultFolder.PairsName);
        await ResultLines.ReadAsync(path, "pair", AddPair, cancellationToken);
        Choose();
        await ResultLines.ReadAsync(path, "pair", Measure, cancellationToken);
        Settle();
        return new RemovalPlan(members, items);
    }

    private void AddCluster(JsonElement cluster)
    {
        starts.Add(members.Count);
        var name = cluster.Required("cluster").GetString() ?? "";
        foreach (var member in cluster.Required("members").EnumerateArray())
        {
            var id = member.Required("id").GetString() ?? "";
            var bytes = Encoding.UTF8.GetBytes(id);
            var file = Shared(Text(member, "file"));
            var item = RemovalPlan.KeyOf(
                Text(member, "item") is { } own ? Encoding.UTF8.GetBytes(own) : bytes,
                Encoding.UTF8.GetBytes(Text(member, "version") ?? ""));
            numbers.Add(bytes, members.Count);
            items.Add(item, members.Count);
            members.Add(new RemovalMember(bytes, name)
            {
                Label = Text(member, "label"),
                File = file,
                IsBehindLink = isBehindLink(id, file),
                IsProtected = isProtected?.Invoke(id, file) ?? false,
                PathRank = policy.PathRankOf(file ?? id),
                IsEarlier = member.TryGetProperty("earlier", out var earlier) && earlier.GetBoolean(),
                Date = member.TryGetProperty("date", out var date) ? date.GetDateTimeOffset() : null,
                Source = Text(member, "source"),
            });
        }
    }

    // One string for all documents of a file.
    private string? Shared(string? file)
    {
        if (file is null || files.TryAdd(file, file))
            return file;
        return files[file];
    }

    private void AddPair(JsonElement json)
    {
        if (!TryPlaces(json, out var x, out var y))
            return;
        var (ownX, ownY) = (Own(json, "A"), Own(json, "B"));
        (members[x].Words, members[y].Words) = (ownX.Words, ownY.Words);
        var relation = RelationOf(json);
        pairs.Add(new RemovalPair(
            x, y, relation, rule.MayGo(relation, ownX, ownY), rule.MayGo(relation, ownY, ownX), (float)ownX.OwnShare,
                (float)ownY.OwnShare));
    }

    private void Choose()
    {
        textOf = [.. Enumerable.Range(0, members.Count)];
        var ordered = members.ToArray();
        foreach (var cluster in pairs.GroupBy(pair => clusterOf[pair.X]))
        {
            var start = starts[cluster.Key];
            var copies = new KeptCopies(ordered.AsMemory(start..starts[cluster.Key + 1]), policy);
            copies.Choose([.. cluster.Select(pair => pair with { X = pair.X - start, Y = pair.Y - start })]);
            for (var member = start; member < starts[cluster.Key + 1]; member++)
                textOf[member] = start + copies.TextOf(member - start);
        }

        keptTexts = new RemovalMember?[members.Count];
        for (var member = 0; member < members.Count; member++)
        {
            if (members[member] is { StandsAside: false, Fate: not RemovalFate.Removed })
                keptTexts[textOf[member]] = members[member];
        }

        foreach (var pair in pairs)
        {
            NoteBeside(pair.X, pair.Y, pair.Relation, pair.OwnX, pair.XMayGo);
            NoteBeside(pair.Y, pair.X, pair.Relation, pair.OwnY, pair.YMayGo);
        }
    }

    private void NoteBeside(int going, int staying, Relation relation, double ownShare, bool mayGo)
    {
        var (text, other) = (textOf[going], textOf[staying]);
        if (text == other || keptTexts[other] is not { } kept)
            return;
        if (!nearest.TryGetValue(text, out var best) || (mayGo, -ownShare).CompareTo((best.MayGo, -best.OwnShare)) > 0)
            nearest[text] = (kept, relation, ownShare, mayGo);
    }

    private void Measure(JsonElement json)
    {
        if (!TryPlaces(json, out var x, out var y))
            return;
        Note(x, y, "A");
        Note(y, x, "B");

        void Note(int going, int staying, string side)
        {
            var text = textOf[going];
            if (text == textOf[staying] || keptTexts[text] is not null || keptTexts[textOf[staying]] is null)
                return;
            var own = Own(json, side);
            lost[text] = (
                lost.TryGetValue(text, out var before) ? WordRanges.Common(before.Own, own.Own) : own.Own,
                own.Boilerplate);
        }
    }

    private void Settle()
    {
        for (var number = 0; number < members.Count; number++)
        {
            var (member, text) = (members[number], textOf[number]);
            if (member.Fate == RemovalFate.Removed && keptTexts[text] is { } same)
            {
                (member.Beside, member.Relation, member.OwnShare) = (same, Relation.Identical, 0);
                continue;
            }

            if (nearest.TryGetValue(text, out var found))
                (member.Beside, member.Relation, member.OwnShare) = (found.Kept, found.Relation, found.OwnShare);
            if (member.Fate == RemovalFate.KeptForOwnText && ItemLabel.Stays(member.Label))
                member.Fate = RemovalFate.KeptForLabel;
            if (member.Fate != RemovalFate.Removed)
                continue;
            var (own, boilerplate) = lost[text];
            member.LostWords = WordRanges.Count(own);
            member.LostBoilerplate = WordRanges.Count(WordRanges.Common(own, boilerplate));
        }
    }

    // Pairs of one cluster that were compared word for word; headlines alone say nothing of the text.
    private bool TryPlaces(JsonElement json, out int x, out int y)
    {
        y = 0;
        return TryNumber(json, "a", out x) && TryNumber(json, "b", out y) && clusterOf[x] == clusterOf[y]
            && RelationOf(json) >= Relation.Partial && !json.TryGetProperty("evidence", out _);
    }

    private bool TryNumber(JsonElement json, string name, out int number) =>
        numbers.TryGetValue(Encoding.UTF8.GetBytes(json.Required(name).GetString() ?? ""), out number);

    private static Relation RelationOf(JsonElement json) => json.Required("relation").GetString() switch
    {
        "identical" => Relation.Identical,
        "near-duplicate" => Relation.NearDuplicate,
        "derived" => Relation.Derived,
        "partial" => Relation.Partial,
        _ => Relation.None,
    };

    private static OwnText Own(JsonElement json, string side) => json.TryGetProperty("words" + side, out var words)
        ? new OwnText(words.GetInt32(), Words(json, "own" + side), Words(json, "boilerplate" + side))
        : throw new FormatException(
            "it does not say what each text has for itself, so the run is of another version of dedupe");

    private static IReadOnlyList<WordRange> Words(JsonElement json, string name) =>
        json.TryGetProperty(name, out var ranges)
        ? [.. ranges.EnumerateArray().Select(static range => new WordRange(range[0].GetInt32(), range[1].GetInt32()))]
        : [];

    private static string? Text(JsonElement json, string name) =>
        json.TryGetProperty(name, out var value) ? value.GetString() : null;
}
