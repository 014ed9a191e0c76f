using System.CommandLine;
using Dedupe.Live;
using Dedupe.Service.Stores;

namespace Dedupe.Cli;

/// <summary>The options of a live index: what it compares with, what it keeps, when it settles.</summary>
internal sealed class LiveOptionsGiven
{
    private static readonly LiveOptions Defaults = new();
    private static readonly TimeSpan Least = TimeSpan.FromSeconds(1);

    private readonly Option<string?> index = OptionKinds.RefuseEmpty(new Option<string?>("--index")
    {
        HelpName = "DIR",
        Description = "Folder for the index; it may be deleted, and is made again. [default: DATA.index]",
    });

    private readonly Option<TimeSpan?> window = OptionKinds.Time(
        "--window", "Compare with what came within this time, such as 7d; without it, with all.", null, Least);

    private readonly Option<string[]> windows = OptionKinds.RefuseEmpty(new Option<string[]>("--window-of")
    {
        HelpName = "SOURCE=TIME",
        Description = "Another window for what came from a source. May be given repeatedly.",
        Arity = ArgumentArity.OneOrMore,
    });

    private readonly Option<TimeSpan?> keep = OptionKinds.Time(
        "--keep", "Delete texts that came longer ago, such as 30d; without it, none.", null, Least);

    private readonly Option<string[]> attach = OptionKinds.RefuseEmpty(new Option<string[]>("--attach")
    {
        HelpName = "RUNDIR",
        Description = "Compare with a finished run that kept its keys (--keep-keys), too. May be given repeatedly.",
        Arity = ArgumentArity.OneOrMore,
    });

    private readonly Option<TimeSpan?> every = OptionKinds.Time(
        "--settle-every", "Settle after this time, when anything changed.", Defaults.SettleEvery, Least);

    private readonly Option<int> after = OptionKinds.Count(
        "--settle-after", "N", "Settle after so many articles; 0: not by their number.", Defaults.SettleAfter, 0,
        int.MaxValue);

    /// <summary>Adds them.</summary>
    public void Add(Command command)
    {
        foreach (var option in (Option[])[index, window, windows, keep, attach, every, after])
            command.Options.Add(option);
    }

    /// <summary>The archives to attach.</summary>
    public IReadOnlyList<string> Archives(ParseResult parse) => parse.GetValue(attach) ?? [];

    /// <summary>What they say.</summary>
    /// <exception cref="UsageException">They do not go together.</exception>
    public LiveOptions Read(ParseResult parse, string data, DedupeOptions dedupe)
    {
        var read = Defaults with
        {
            Dedupe = dedupe,
            Folder = parse.GetValue(index) ?? (PostgresAddress.Is(data) ? "dedupe.index" : data + ".index"),
            Window = parse.GetValue(window),
            WindowOfSource = Windows(parse.GetValue(windows) ?? []),
            Keep = parse.GetValue(keep),
            SettleEvery = parse.GetValue(every) ?? Defaults.SettleEvery,
            SettleAfter = parse.GetValue(after),
        };
        if (read.Keep is { } kept && (!(read.Window <= kept) || read.WindowOfSource.Values.Any(time => time > kept)))
            throw new UsageException("--keep takes --window, and none that is longer: texts are needed to compare.");
        return read;
    }

    private static Dictionary<string, TimeSpan> Windows(IEnumerable<string> words)
    {
        var read = new Dictionary<string, TimeSpan>(StringComparer.OrdinalIgnoreCase);
        foreach (var word in words)
        {
            var at = word.LastIndexOf('=');
            if (at <= 0 || !TimeLength.TryParse(word[(at + 1)..], out var time) || time < Least)
                throw new UsageException($"--window-of takes a source and a time, such as Reuters=14d, not '{word}'.");
            read[word[..at]] = time;
        }

        return read;
    }
}
