using System.CommandLine;
using Dedupe.Service.Pushing;

namespace Dedupe.Cli;

/// <summary>The options that name a server of the live index.</summary>
internal sealed class ServerAddress
{
    /// <summary>The variable with the key, which a command line would show to everybody on the machine.</summary>
    public const string KeyVariable = "DEDUPE_KEY";

    private static readonly TimeSpan UsualWait = TimeSpan.FromMinutes(10);

    private readonly Option<string?> to;

    private readonly Option<string?> key = OptionKinds.RefuseEmpty(new Option<string?>("--key")
    {
        HelpName = "KEY",
        Description = $"The key of the server; better in the variable {KeyVariable}, which nobody else sees.",
    });

    /// <summary>Defines them.</summary>
    /// <param name="required">Whether there must be a server.</param>
    public ServerAddress(bool required) => to = OptionKinds.RefuseEmpty(new Option<string?>("--to")
    {
        HelpName = "URL",
        Description = "The server, as dedupe serve names it, such as http://127.0.0.1:8080.",
        Required = required,
    });

    /// <summary>How long a server may be away.</summary>
    public static Option<TimeSpan?> Wait() => OptionKinds.Time(
        "--wait", "How long the server may be away or busy before it is given up; 0s: not at all.", UsualWait,
        TimeSpan.Zero);

    /// <summary>Adds them to a command.</summary>
    public void AddTo(Command command)
    {
        command.Options.Add(to);
        command.Options.Add(key);
    }

    /// <summary>The server of a command line; null where none is named.</summary>
    /// <param name="parse">The command line.</param>
    /// <param name="patience">How long it may be away; null: for ever.</param>
    /// <param name="told">Told why it is waited for.</param>
    /// <exception cref="UsageException">The address is none.</exception>
    public ServerOptions? Read(ParseResult parse, TimeSpan? patience, Action<string> told)
    {
        if (parse.GetValue(to) is not { } address)
            return null;
        if (!Uri.TryCreate(address.TrimEnd('/') + '/', UriKind.Absolute, out var uri)
            || uri.Scheme is not ("http" or "https") || uri.Query.Length > 0 || uri.Fragment.Length > 0)
            throw new UsageException($"--to takes an address such as http://127.0.0.1:8080, not '{address}'.");
        if (uri.UserInfo.Length > 0)
            throw new UsageException($"--to takes no password in the address: give the key in {KeyVariable}.");
        return new ServerOptions
        {
            Address = uri,
            Key = parse.GetValue(key)
                ?? (Environment.GetEnvironmentVariable(KeyVariable) is { Length: > 0 } set ? set : null),
            Patience = patience,
            Told = told,
        };
    }

    /// <summary>The usual patience of commands that end.</summary>
    public static TimeSpan Patience(ParseResult parse, Option<TimeSpan?> wait) => parse.GetValue(wait) ?? UsualWait;
}
