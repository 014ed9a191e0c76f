using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using Dedupe.Batch.Removal;

namespace Dedupe.Cli;

/// <summary>The options of commands that remove documents, defined once.</summary>
internal sealed class RemovalOptions
{
    private readonly Option<decimal> covered = new("--covered")
    {
        HelpName = "SHARE",
        Description =
            "Remove a document when a kept copy has so much of its words in shared passages; credits and " +
            "boilerplate do not count.",
        DefaultValueFactory = static _ => new RemovalRule().Covered,
        CustomParser = ReadShare,
    };

    private readonly Option<KeepPolicy?> keep = new("--keep")
    {
        HelpName = "POLICY",
        Description =
            "Which copy stays where as many can go beside either, such as " +
            "\"earliest,longest,source:AFP>Reuters,path:/masters\". [default: the run's --policy]",
        CustomParser = ReadPolicy,
    };

    /// <summary>Adds them to a command.</summary>
    public void AddTo(Command command)
    {
        command.Options.Add(covered);
        command.Options.Add(keep);
    }

    /// <summary>When a document may go.</summary>
    public RemovalRule Rule(ParseResult parse) => new() { Covered = parse.GetValue(covered) };

    /// <summary>Which copy stays; null: as the run chose.</summary>
    public KeepPolicy? Keep(ParseResult parse) => parse.GetValue(keep);

    private static decimal ReadShare(ArgumentResult result)
    {
        var text = result.Tokens[0].Value;
        if (decimal.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var share)
            && share is > 0 and <= 1)
            return share;
        result.AddError($"--covered takes a share above 0 and up to 1, such as 0.9, not '{text}'.");
        return default;
    }

    private static KeepPolicy? ReadPolicy(ArgumentResult result)
    {
        try
        {
            return KeepPolicy.Parse(result.Tokens[0].Value);
        }
        catch (FormatException error)
        {
            result.AddError($"--keep: {error.Message}");
            return null;
        }
    }
}
