using System.CommandLine;
using Dedupe.Sources;

namespace Dedupe.Cli;

/// <summary>The options that say how the content of files is taken: those of single formats are added here.</summary>
/// <param name="defaults">What holds where nothing is given.</param>
internal sealed class ContentOptions(SourceOptions defaults)
{
    private readonly Option<string> encoding = Checked(
        "--encoding", "NAME",
        "What texts are in that are not UTF-8: auto looks at each, utf-8 rejects them, or a name such as windows-1252.",
        defaults.Encoding, SourceOptions.IsEncoding,
        "auto, utf-8, or the name of an encoding such as windows-1252 or shift_jis");

    private readonly Option<string> delimiter = Checked(
        "--delimiter", "CHAR",
        "What parts the fields of .csv and .tsv files: auto goes by the header, tab, or a character such as ;.",
        defaults.Delimiter, SourceOptions.IsDelimiter, "auto, tab, or one character such as ; or |");

    private readonly Option<string> html = Checked(
        "--html", "PART",
        "What is read of pages of HTML: main, the article without what stands around it, or all that a reader sees.",
        defaults.Html, SourceOptions.IsHtml, "main or all");

    private readonly Option<string> markup = Checked(
        "--markup", "WHAT",
        "HTML in fields of JSON, tables and Parquet: auto strips what is clearly markup, keep leaves it, strip takes " +
        "all.",
        defaults.Markup, SourceOptions.IsMarkup, "auto, keep or strip");

    /// <summary>All of them, in the order of the help.</summary>
    public IEnumerable<Option> All => [encoding, delimiter, html, markup];

    /// <summary>What the command line says, else what was said before.</summary>
    public SourceOptions Read(ParseResult parse, SourceOptions before) => before with
    {
        Encoding = Given(parse, encoding) ?? before.Encoding,
        Delimiter = Given(parse, delimiter) ?? before.Delimiter,
        Html = Given(parse, html) ?? before.Html,
        Markup = Given(parse, markup) ?? before.Markup,
    };

    private static string? Given(ParseResult parse, Option<string> option) =>
        parse.GetResult(option) is { Implicit: false } ? parse.GetValue(option) : null;

    private static Option<string> Checked(
        string name, string helpName, string description, string standard, Func<string, bool> isGood, string takes)
    {
        var option = new Option<string>(name)
        {
            HelpName = helpName,
            Description = description,
            DefaultValueFactory = _ => standard,
        };
        option.Validators.Add(result =>
        {
            if (result.Tokens is [{ Value: var value }] && !isGood(value))
                result.AddError($"{name} takes {takes}, not '{Printable.Of(value)}'.");
        });
        return option;
    }
}
