using System.CommandLine;
using System.Globalization;
using Dedupe.Service.Access;
using Dedupe.Service.Notes;

namespace Dedupe.Cli.Commands;

/// <summary><c>dedupe keys</c>: makes, lists, replaces and takes back the keys of a service.</summary>
internal static class KeysCommand
{
    public static Command Create(Terminal terminal)
    {
        var command = new Command("keys", "Makes, lists, replaces and takes back the keys of a service.");
        command.Subcommands.Add(AddKey(terminal));
        command.Subcommands.Add(List(terminal));
        command.Subcommands.Add(Rotate(terminal));
        command.Subcommands.Add(Revoke(terminal));
        return command;
    }

    private static DescribedCommand AddKey(Terminal terminal)
    {
        var data = LiveDataOptions.Data();
        var name = OptionKinds.RefuseEmpty(new Option<string>("--name")
        {
            HelpName = "NAME",
            Description = "Whose it is.",
            Required = true,
        });
        var scope = new Option<KeyScopes>("--scope")
        {
            HelpName = "LIST",
            Description = "What it is for: read, ingest, or admin, which is all. Such as read,ingest. [default: read]",
            CustomParser = result => ReadScopes(result.Tokens[0].Value) is { } scopes
                ? scopes
                : Refuse(result, "--scope takes a list of read, ingest and admin"),
            DefaultValueFactory = static _ => KeyScopes.Read,
        };
        var source = OptionKinds.RefuseEmpty(new Option<string[]>("--source")
        {
            HelpName = "SOURCE",
            Description = "A source it may send and remove articles of. Without it, all. May be given repeatedly.",
            Arity = ArgumentArity.OneOrMore,
        });
        var expires = OptionKinds.Time(
            "--expires", "How long it is good, such as 90d; without it, until it is taken back.", null,
            TimeSpan.FromSeconds(1));
        var command = new DescribedCommand(
            "add",
            "Makes a key and shows it, this once: what is kept is its hash.",
            "dedupe keys add --name \"news desk\" --scope ingest --source Reuters --expires 90d");
        foreach (var option in (Option[])[data, name, scope, source, expires])
            command.Options.Add(option);
        command.Run(terminal, (parse, _) =>
        {
            var (record, key) = Book(parse, data).Add(
                parse.GetValue(name)!, parse.GetValue(scope), parse.GetValue(source) ?? [], parse.GetValue(expires));
            terminal.Out.WriteLine(key);
            terminal.Error.WriteLine($"Keep it well: it is shown this once. Its id is {record.Id}.");
            return Task.FromResult(ExitCode.Done);
        });
        return command;
    }

    private static DescribedCommand List(Terminal terminal)
    {
        var data = LiveDataOptions.Data();
        var command = new DescribedCommand(
            "list", "Lists the keys, a line each: id, state, scopes, sources, name.", "dedupe keys list");
        command.Options.Add(data);
        command.Run(terminal, (parse, _) =>
        {
            var now = DateTimeOffset.UtcNow;
            foreach (var key in Book(parse, data).Read())
            {
                var scopes = key.Scopes.ToString().ToLowerInvariant().Replace(", ", ",", StringComparison.Ordinal);
                var sources = key.Sources.Count == 0 ? "all sources" : string.Join(",", key.Sources);
                terminal.Out.WriteLine(
                    $"{key.Id}  {StateOf(key, now)}  {scopes}  {Printable.Of(sources)}  {Printable.Of(key.Name)}");
            }

            return Task.FromResult(ExitCode.Done);
        });
        return command;
    }

    private static DescribedCommand Rotate(Terminal terminal)
    {
        var data = LiveDataOptions.Data();
        var id = Id();
        var grace = OptionKinds.Time(
            "--grace", "How long the key before it is good as well.", TimeSpan.FromDays(1), TimeSpan.Zero);
        var command = new DescribedCommand(
            "rotate", "Replaces a key: shows the new one, this once.", "dedupe keys rotate 1f0c22aa --grace 2d");
        command.Arguments.Add(id);
        command.Options.Add(data);
        command.Options.Add(grace);
        command.Run(terminal, (parse, _) =>
        {
            var key = Book(parse, data).Rotate(
                parse.GetValue(id)!, parse.GetValue(grace)
                    ?? TimeSpan.FromDays(1))
                    ?? throw Unknown(parse.GetValue(id));
            terminal.Out.WriteLine(key);
            return Task.FromResult(ExitCode.Done);
        });
        return command;
    }

    private static DescribedCommand Revoke(Terminal terminal)
    {
        var data = LiveDataOptions.Data();
        var id = Id();
        var command = new DescribedCommand(
            "revoke", "Takes a key back: within a second it is good for nothing.", "dedupe keys revoke 1f0c22aa");
        command.Arguments.Add(id);
        command.Options.Add(data);
        command.Run(terminal, (parse, _) => Book(parse, data).Revoke(parse.GetValue(id)!)
            ? Task.FromResult(ExitCode.Done)
            : throw Unknown(parse.GetValue(id)));
        return command;
    }

    private static Argument<string> Id()
    {
        var id = new Argument<string>("ID") { Description = "The id of the key, as keys list shows it." };
        OptionKinds.RefuseOptions(id);
        return id;
    }

    private static KeyBook Book(ParseResult parse, Option<string> data) =>
        new(NotesOf.Data(parse.GetValue(data)!), TimeProvider.System);

    private static string StateOf(KeyRecord key, DateTimeOffset now) => key switch
    {
        { RevokedAt: not null } => "revoked",
        { ExpiresAt: { } until } when until <= now => "expired",
        { ExpiresAt: { } until } => string.Create(CultureInfo.InvariantCulture, $"until {until:yyyy-MM-dd}"),
        _ => "good",
    };

    private static UsageException Unknown(string? id) => new($"There is no good key '{id}'; see dedupe keys list.");

    private static KeyScopes? ReadScopes(string list)
    {
        var scopes = KeyScopes.None;
        foreach (var word in list.Split(',', StringSplitOptions.TrimEntries))
        {
            KeyScopes? one = word switch
            {
                "read" => KeyScopes.Read,
                "ingest" => KeyScopes.Ingest,
                "admin" => KeyScopes.Admin,
                _ => null,
            };
            if (one is null)
                return null;
            scopes |= one.Value;
        }

        return scopes;
    }

    private static KeyScopes Refuse(System.CommandLine.Parsing.ArgumentResult result, string rule)
    {
        result.AddError($"{rule}, not '{Printable.Of(result.Tokens[0].Value)}'.");
        return KeyScopes.None;
    }
}
