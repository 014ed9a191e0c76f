using System.CommandLine;
using System.CommandLine.Parsing;
using Dedupe.Reporting;

namespace Dedupe.Cli;

/// <summary>What is wrong with a command line, in sentences that say how to mend it.</summary>
internal static class UsageErrors
{
    private const int MostUnknown = 3;

    /// <summary>The sentences, at least one.</summary>
    public static IReadOnlyList<string> Of(ParseResult parse)
    {
        var command = parse.CommandResult.Command;
        if (command is not DescribedCommand)
            return [parse.UnmatchedTokens is [var first, ..] ? UnknownAtRoot(first,
                command) : "Which command? Such as: dedupe cluster articles/"];
        var missing = command.Arguments.Where(
            argument => argument.Arity.MinimumNumberOfValues > (parse.GetResult(argument)?.Tokens.Count ?? 0)).ToList();
        var lacking = command.Options.Where(
            option => option.Required && parse.GetResult(option) is null or { Implicit: true }).ToList();
        List<string> told =
        [
            .. parse.UnmatchedTokens.Take(MostUnknown).Select(
                word => word is ['-', _, ..]
                    ? UnknownOption(word, command)
                    : $"'dedupe {command.Name}' takes no '{word}'."),
            .. missing.Count > 0
                ? [$"'dedupe {command.Name}' needs " +
                    $"{string.Join(" and ", missing.Select(static argument => argument.Name))}."]
                : (string[])[],
            .. lacking.Select(option => $"'dedupe {command.Name}' needs {option.Name} {option.HelpName}."),
            // What the parser says of the command itself is said above, in better words.
            .. parse.Errors.Where(error => !IsOfCommand(error.SymbolResult, missing, lacking))
            .Select(static error => error.Message),
        ];
        return told.Count > 0 ? told : [.. parse.Errors.Select(static error => error.Message)];
    }

    /// <summary>A sentence about an option that there is not.</summary>
    public static string UnknownOption(string word, Command command)
    {
        var name = word.Split('=')[0];
        // One letter is near to every other.
        var near = name.Length < 4
            ? null
            : Spelling.Nearest(name, command.Options.Where(static option => !option.Hidden).SelectMany(Names));
        return Unknown($"There is no option '{name}' of 'dedupe {command.Name}'", near);
    }

    /// <summary>A sentence with the word that may have been meant.</summary>
    public static string Unknown(string fault, string? near) =>
        near is null ? $"{fault}." : $"{fault}; did you mean '{near}'?";

    private static string UnknownAtRoot(string word, Command root)
    {
        if (word is ['-', _, ..])
            return Unknown(
                $"There is no option '{word}' before a command",
                word.Length < 4 ? null : Spelling.Nearest(word, root.Options.SelectMany(Names)));
        var near = Spelling.Nearest(word, root.Subcommands.Select(static command => command.Name));
        return near is null && Path.Exists(word)
            ? $"There is no command '{word}'. To look for copies in it: dedupe cluster {ShellWord.Shown(word)}"
            : Unknown($"There is no command '{word}'", near);
    }

    private static IEnumerable<string> Names(Option option) => [option.Name, .. option.Aliases];

    private static bool IsOfCommand(SymbolResult? result, List<Argument> missing, List<Option> lacking) =>
        result is null or CommandResult
        || (result is OptionResult option && lacking.Contains(option.Option))
        || (result is ArgumentResult { Parent: CommandResult } argument && missing.Contains(argument.Argument));
}
