using System.CommandLine;
using Dedupe.Live;
using Dedupe.Service.Pushing;
using Dedupe.Service.Stores;

namespace Dedupe.Cli;

/// <summary>The options that name a live index: a server, or the store without one.</summary>
internal sealed class TargetOptions
{
    private readonly ServerAddress server = new(required: false);

    private readonly Option<string?> data = OptionKinds.RefuseEmpty(new Option<string?>("--data")
    {
        HelpName = "STORE",
        Description = "Instead of a server: the file of SQLite with the articles, or \"Host=...;Database=...\".",
    });

    private readonly Option<string?> index = OptionKinds.RefuseEmpty(new Option<string?>("--index")
    {
        HelpName = "DIR",
        Description = "With --data: folder for the index, made anew when it is missing; no two processes may have one.",
    });

    /// <summary>Adds them to a command.</summary>
    public void AddTo(Command command)
    {
        server.AddTo(command);
        command.Options.Add(data);
        command.Options.Add(index);
    }

    /// <summary>Opens what is asked: a server, or the store with an index that is temporary without --index.</summary>
    /// <exception cref="UsageException">There is none, or both, or no such file.</exception>
    public async Task<ILiveTarget> OpenForQuestionsAsync(
        ParseResult parse, TimeSpan? patience, DedupeOptions dedupe, Action<string> told,
        IProgress<RunProgress>? progress, CancellationToken cancellationToken)
    {
        if (Server(parse, patience, told) is { } options)
            return new ServerTarget(options);
        var address = parse.GetValue(data)!;
        // A question makes no store.
        if (!PostgresAddress.Is(address))
            GivenFiles.RequireFile(data.Name, address);
        return await Task.Run(
            async () => new IndexTarget(
                await OpenedIndex.OpenForQuestionsAsync(
                    LiveStores.Open(address), dedupe, parse.GetValue(index), progress, cancellationToken),
                told),
            CancellationToken.None);
    }

    /// <summary>Opens where articles go: a server that is waited for for ever, or the store, which is made when there
    /// is none.</summary>
    /// <exception cref="UsageException">There is none, or both.</exception>
    public ILiveTarget OpenForArticles(ParseResult parse, DedupeOptions dedupe, Action<string> told)
    {
        if (Server(parse, patience: null, told) is { } options)
            return new ServerTarget(options);
        var address = parse.GetValue(data)!;
        var folder = parse.GetValue(index) ?? (PostgresAddress.Is(address) ? "dedupe.index" : address + ".index");
        return new IndexTarget(
            OpenedIndex.Open(LiveStores.Open(address), new LiveOptions { Dedupe = dedupe, Folder = folder }), told);
    }

    private ServerOptions? Server(ParseResult parse, TimeSpan? patience, Action<string> told)
    {
        var options = server.Read(parse, patience, told);
        if (options is null == parse.GetValue(data) is null)
            throw new UsageException("Name one live index: --to URL for a server, or --data STORE without one.");
        if (options is not null && parse.GetValue(index) is not null)
            throw new UsageException("--index goes together with --data: a server has an index of its own.");
        return options;
    }
}
