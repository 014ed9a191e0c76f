using System.CommandLine;

namespace Dedupe.Cli;

/// <summary>The options of the commands that work on hand labels.</summary>
internal static class LabelOptions
{
    /// <summary>The file of labels.</summary>
    public static Option<string> Labels() => OptionKinds.RefuseEmpty(new Option<string>("--labels")
    {
        HelpName = "PAIRS",
        Description =
            "JSON lines with the fields a, b and label. Copies are copy, same, identical, near-duplicate, derived, " +
            "cut, light and heavy; "
            + "the others are not, partial, quote, template, none and non. Pairs labelled unsure are left out.",
        Required = true,
    });

    /// <summary>The articles.</summary>
    public static Option<string[]> Inputs()
    {
        var inputs = new Option<string[]>("--input")
        {
            HelpName = "ARTICLES",
            Description = "Files, folders, or - for standard input.",
            Required = true,
            Arity = ArgumentArity.OneOrMore,
            AllowMultipleArgumentsPerToken = true,
        };
        OptionKinds.RefuseOptions(inputs);
        return inputs;
    }
}
