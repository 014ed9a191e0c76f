using System.CommandLine;

namespace Dedupe.Cli;

/// <summary>Where a live index keeps what is true: the option that several commands have.</summary>
internal static class LiveDataOptions
{
    /// <summary>The option <c>--data</c>.</summary>
    public static Option<string> Data() => OptionKinds.RefuseEmpty(new Option<string>("--data")
    {
        HelpName = "DATA",
        Description = "The store: a file of SQLite, which is made, or PostgreSQL, such as \"Host=db;Database=news\".",
        DefaultValueFactory = static _ => "dedupe.db",
    });
}
