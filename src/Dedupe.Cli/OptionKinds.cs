using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;

namespace Dedupe.Cli;

/// <summary>The kinds of values that options take: each with what it takes in its error.</summary>
internal static class OptionKinds
{
    /// <summary>An option that takes a share above 0 and, unless <paramref name="one"/> is allowed, below 1.</summary>
    public static Option<double> Share(string name, string helpName, string description, double standard, bool one)
    {
        var range = one ? "a number above 0 and at most 1" : "a number above 0 and below 1";
        return new Option<double>(name)
        {
            HelpName = helpName,
            Description = description,
            DefaultValueFactory = _ => standard,
            CustomParser = result => Read(
                result,
                double.TryParse(result.Tokens[0].Value, NumberStyles.Float, CultureInfo.InvariantCulture, out var value)
                    && value > 0 && (value < 1 || (one && value == 1)),
                value,
                $"{name} takes {range}"),
        };
    }

    /// <summary>An option that takes a whole number between two limits.</summary>
    public static Option<int> Count(
        string name, string helpName, string description, int standard, int least, int most) => new(name)
        {
            HelpName = helpName,
            Description = description,
            DefaultValueFactory = _ => standard,
            CustomParser = result => Read(
                result,
                int.TryParse(result.Tokens[0].Value, NumberStyles.None, CultureInfo.InvariantCulture, out var value)
                    && value >= least
                    && value <= most,
                value,
                $"{name} takes a whole number from {least} to {most}"),
        };

    /// <summary>Reads a whole number between two limits, of an option that has no default.</summary>
    public static int? ReadCount(ArgumentResult result, string name, int least, int most) => Read<int?>(
        result,
        int.TryParse(result.Tokens[0].Value, NumberStyles.None, CultureInfo.InvariantCulture, out var value)
            && value >= least
            && value <= most,
        value,
        $"{name} takes a whole number from {least} to {most}");

    /// <summary>
    /// An option that takes a number of bytes; null where it is not given, because the help would show a default as a
    /// plain number.
    /// </summary>
    public static Option<long?> Size(
        string name, string description, long? standard, long most, long least = 1) => new(name)
        {
            HelpName = "SIZE",
            Description = standard is { } size ? $"{description} [default: {ByteSize.Format(size)}]" : description,
            CustomParser = result => Read<long?>(
                result,
                ByteSize.TryParse(result.Tokens[0].Value, out var bytes) && bytes >= least && bytes <= most,
                bytes,
                $"{name} takes a size such as 4GB, 512MB, 300MiB or plain bytes" +
                (least > 1 ? $", at least {ByteSize.Format(least)}" : "") +
                (most < long.MaxValue ? $", at most {ByteSize.Format(most)}" : "")),
        };

    /// <summary>An option that takes a length of time; null where it is not given.</summary>
    public static Option<TimeSpan?> Time(string name, string description, TimeSpan? standard, TimeSpan least) =>
        new(name)
        {
            HelpName = "TIME",
            Description = standard is { } time
                ? $"{description} [default: {TimeLength.Format(time)}]"
                : description,
            CustomParser = result => Read<TimeSpan?>(
                result,
                TimeLength.TryParse(result.Tokens[0].Value, out var given) && given >= least,
                given,
                $"{name} takes a time such as 30s, 10m, 6h or 7d" +
                (least > TimeSpan.Zero ? $", at least {TimeLength.Format(least)}" : "")),
        };

    /// <summary>Lets no option pass as an input: a mistyped one would be read as a file.</summary>
    public static void RefuseOptions(Argument input) => input.Validators.Add(RefuseOptions);

    /// <summary>The same for an option that takes inputs.</summary>
    public static void RefuseOptions(Option input) => input.Validators.Add(RefuseOptions);

    /// <summary>
    /// Lets an option that takes a name or a path not be empty: an unset variable of a shell script gives such a value.
    /// </summary>
    public static Option<T> RefuseEmpty<T>(Option<T> option)
    {
        option.Validators.Add(result =>
        {
            if (result.Tokens.Any(token => token.Value.Length == 0))
                result.AddError($"{option.Name} needs a value that is not empty.");
        });
        return option;
    }

    private static void RefuseOptions(SymbolResult result)
    {
        for (var parent = result; parent is not null; parent = parent.Parent)
        {
            if (parent is CommandResult { Command: var command })
            {
                foreach (var word in result.Tokens.Select(static token => token.Value).Where(static word => word
                    is ['-', _, ..]))
                    result.AddError(
                        $"{UsageErrors.UnknownOption(word, command)} A file of that name is given as ./{word}.");
                return;
            }
        }
    }

    private static T? Read<T>(ArgumentResult result, bool valid, T value, string rule)
    {
        if (valid)
            return value;
        result.AddError($"{rule}, not '{result.Tokens[0].Value}'.");
        return default;
    }

    /// <summary>An option that takes one of some words; the first is its default.</summary>
    public static Option<string> Word(string name, string description, string standard, params string[] others)
    {
        string[] words = [standard, .. others];
        var option = new Option<string>(name)
        {
            HelpName = string.Join('|', words),
            Description = description,
            DefaultValueFactory = _ => standard,
            CustomParser = result => Read(
                result,
                words.Contains(result.Tokens[0].Value, StringComparer.Ordinal),
                result.Tokens[0].Value,
                $"{name} takes {string.Join(", ", words[..^1])} or {words[^1]}"),
        };
        option.CompletionSources.Add(words);
        return option;
    }
}
