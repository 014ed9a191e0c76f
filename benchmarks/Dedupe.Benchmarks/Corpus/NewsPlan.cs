namespace Dedupe.Benchmarks.Corpus;

/// <summary>Which document plays which part: families, groups and single texts, shuffled.</summary>
internal sealed class NewsPlan
{
    private const int QuotePerMille = 40;
    private const int BackgroundPerMille = 20;

    private readonly List<(Role Role, int Start)> groups = [];
    private readonly int[] places;

    /// <summary>Draws the parts.</summary>
    public NewsPlan(CorpusOptions options)
    {
        var draw = new Draw(options.Seed, (ulong)Purpose.Plan);
        Roles = new Role[options.Documents];
        Groups = new int[options.Documents];
        Members = new int[options.Documents];
        places = new int[options.Documents];
        var used = 0;
        for (var copies = (long)options.Documents * options.CopiesPerMille / 1000; copies > 0;)
        {
            var size = (int)Math.Min(FamilySize(draw, options.LargePerMille), copies + 1);
            used = AddGroup(Role.Family, size, used);
            copies -= size - 1;
        }

        for (var end = used + ((long)options.Documents * QuotePerMille / 1000); used < end;)
            used = AddGroup(Role.Quote, draw.Between(2, 6), used);
        for (var end = used + ((long)options.Documents * BackgroundPerMille / 1000); used < end;)
            used = AddGroup(Role.Background, draw.Between(2, 3), used);
        FirstSingle = used = Math.Min(used, options.Documents);
        for (var place = used; place < options.Documents; place++)
            Groups[place] = place;
        Shuffle(draw);
    }

    /// <summary>The part of each document.</summary>
    public Role[] Roles { get; }

    /// <summary>The number of its group.</summary>
    public int[] Groups { get; }

    /// <summary>Its number within the group; the original of a family is 0.</summary>
    public int[] Members { get; }

    /// <summary>How many groups there are.</summary>
    public int GroupCount => groups.Count;

    /// <summary>The first place that belongs to no group.</summary>
    private int FirstSingle { get; }

    /// <summary>The part that a group plays.</summary>
    public Role RoleOf(int group) => groups[group].Role;

    /// <summary>The documents of a group, by member.</summary>
    public ReadOnlySpan<int> DocumentsOf(int group) =>
        places.AsSpan(groups[group].Start..(group + 1 < groups.Count ? groups[group + 1].Start : FirstSingle));

    private static int FamilySize(Draw draw, int largePerMille)
    {
        if (draw.Chance(largePerMille))
            return draw.Between(10, 40);
        var kind = draw.Below(100);
        return kind < 56 ? 2 : kind < 82 ? 3 : kind < 97 ? 4 : draw.Between(5, 9);
    }

    private int AddGroup(Role role, int size, int start)
    {
        size = Math.Min(size, Roles.Length - start);
        if (size < 2)
            return start + Math.Max(size, 0);
        for (var member = 0; member < size; member++)
        {
            Roles[start + member] = role;
            Groups[start + member] = groups.Count;
            Members[start + member] = member;
        }

        groups.Add((role, start));
        return start + size;
    }

    // Each part goes to a random document; places remembers where.
    private void Shuffle(Draw draw)
    {
        for (var i = 0; i < places.Length; i++)
            places[i] = i;
        for (var i = places.Length - 1; i > 0; i--)
        {
            var j = draw.Below(i + 1);
            (places[i], places[j]) = (places[j], places[i]);
        }

        Scatter(Roles);
        Scatter(Groups);
        Scatter(Members);
    }

    private void Scatter<T>(T[] parts)
    {
        var copy = parts.AsSpan().ToArray();
        for (var i = 0; i < places.Length; i++)
            parts[places[i]] = copy[i];
    }
}
