using System.CommandLine;
using Dedupe.Service.Feeds;

namespace Dedupe.Cli;

/// <summary>The options of feeds that are watched.</summary>
internal sealed class FeedArguments
{
    private static readonly FeedOptions Defaults = new();

    private readonly Option<string[]> feed = new("--feed")
    {
        HelpName = "URL",
        Description = "Watch this feed: RSS, Atom or JSON Feed. May be given several times.",
        Arity = ArgumentArity.OneOrMore,
    };

    private readonly Option<string?> feeds = OptionKinds.RefuseEmpty(new Option<string?>("--feeds")
    {
        HelpName = "FILE",
        Description = "Watch the feeds of this list: an address a line, or OPML.",
    });

    private readonly Option<TimeSpan?> every = OptionKinds.Time(
        "--every", "The shortest time between two looks at a feed; its own ttl and Cache-Control make it longer.",
        Defaults.Every, TimeSpan.FromSeconds(1));

    private readonly Option<string[]> allowHost = new("--allow-host")
    {
        HelpName = "NAME",
        Description =
            "Let feeds come from this host though its address is private, or this machine's. May be given several " +
            "times.",
        Arity = ArgumentArity.OneOrMore,
    };

    private readonly Option<long?> maxFeed = OptionKinds.Size(
        "--max-feed", "The largest feed, unpacked.", Defaults.MostBytes, 1 << 30);

    /// <summary>Adds them to a command.</summary>
    public void AddTo(Command command)
    {
        foreach (var option in (Option[])[feed, feeds, every, allowHost, maxFeed])
            command.Options.Add(option);
    }

    /// <summary>The feeds, each once.</summary>
    /// <exception cref="UsageException">One is no address, or the list cannot be read.</exception>
    public IReadOnlyList<Uri> Addresses(ParseResult parse)
    {
        var addresses = (parse.GetValue(feed) ?? []).ToList();
        if (GivenFiles.RequirePlainFile(feeds.Name, parse.GetValue(feeds)) is { } list)
        {
            try
            {
                addresses.AddRange(FeedList.Read(File.ReadAllText(list)));
            }
            catch (InvalidDataException error)
            {
                throw new UsageException($"{feeds.Name}: {error.Message}");
            }
        }

        return [.. addresses.Select(Address).DistinctBy(static address => address.OriginalString)];
    }

    /// <summary>How they are asked.</summary>
    public FeedOptions Options(ParseResult parse) => new()
    {
        Every = parse.GetValue(every) ?? Defaults.Every,
        AllowedHosts = parse.GetValue(allowHost) ?? [],
        MostBytes = (int)(parse.GetValue(maxFeed) ?? Defaults.MostBytes),
    };

    private static Uri Address(string word)
    {
        if (!Uri.TryCreate(word, UriKind.Absolute, out var address) || address.Scheme is not ("http" or "https"))
            throw new UsageException($"A feed has an address that begins with http:// or https://, not '{word}'.");
        return address.UserInfo.Length == 0
            ? address
            : throw new UsageException($"A feed takes no name and password in its address: that of {address.Host}.");
    }
}
