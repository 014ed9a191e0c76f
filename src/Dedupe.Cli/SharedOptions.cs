using System.CommandLine;
using System.CommandLine.Parsing;
using Dedupe.Clustering;
using Dedupe.Reporting;
using Dedupe.Sources;

namespace Dedupe.Cli;

/// <summary>The options that several commands have in common, defined once.</summary>
/// <param name="usualMemory">What --memory is where it is not given; 0: that of a run.</param>
internal sealed class SharedOptions(long usualMemory = 0)
{
    /// <summary>The most that --max-document takes.</summary>
    public const int LargestDocument = 1 << 29;

    /// <summary>
    /// The least that --memory takes. Runs end well with less, but keep next to nothing in memory then, and take some
    /// 100 MB in any case.
    /// </summary>
    public const int LeastMemory = 64_000;

    private static readonly DedupeOptions Defaults = new();
    private static readonly SourceOptions SourceDefaults = new() { Formats = ReadableFormats.All };

    private readonly Option<double> threshold = OptionKinds.Share(
        "--threshold", "J", "Jaccard similarity from which two documents are near-duplicates.", Defaults.Threshold,
            one: true);

    private readonly Option<int> shingle = OptionKinds.Count(
        "--shingle", "N", "Consecutive words in one shingle.", Defaults.ShingleSize, 1, 32);
    private readonly Option<string?> agencies = OptionKinds.RefuseEmpty(new Option<string?>("--agencies")
    {
        HelpName = "FILE",
        Description = "Further agencies and credit phrases, one entry a line, such as: agency MP = MP | Meridian Press",
    });

    private readonly Option<bool> nearOnly =
        new("--near-only") { Description = "Look for near-duplicates only, not for copied pieces." };

    private readonly Option<long?> memory = OptionKinds.Size(
        "--memory", "Texts and keys kept in memory, such as 4GB or 300MiB; the rest goes to temporary files.",
            usualMemory > 0 ? usualMemory : Defaults.MemoryBytes, long.MaxValue, LeastMemory);

    private readonly Option<int> threads = OptionKinds.Count(
        "--threads", "N", "Worker threads; 0 is one per processor. Results do not depend on it.", 0, 0, 1024);

    private readonly Option<string> shape = OptionKinds.Word(
        "--cluster",
            "Clusters whose members are copies of the representative or of half of them, or all that hangs together.",
            "star", "components");

    private readonly Option<IReadOnlyList<PolicyRule>?> policy = new("--policy")
    {
        HelpName = "RULES",
        Description =
            "Which copy represents a cluster, most important rule first, of earliest, longest and preferred-source. " +
            "[default: earliest,longest]",
        CustomParser = ReadPolicy,
    };

    private readonly Option<string?> prefer = OptionKinds.RefuseEmpty(new Option<string?>("--prefer")
    {
        HelpName = "OUTLETS",
        Description =
            "Preferred outlets, best first, such as \"AFP,Reuters\"; puts preferred-source before the other rules.",
    });

    private readonly Option<string?> file = OptionKinds.RefuseEmpty(new Option<string?>("--options")
    {
        HelpName = "FILE",
        Description =
            "JSON file of options, as summary.json holds them under \"options\", or any part of it; a summary.json " +
            "itself will do. Options given here win.",
    });

    private readonly Option<bool> singletons =
        new("--singletons") { Description = "List documents without copies as well." };
    private readonly Option<bool> quiet =
        new("--quiet", "-q") { Description = "No progress and no totals on standard error." };
    private readonly Option<string> idField = Field(
        "--id-field", "identity", SourceDefaults.IdField,
            " With line, records have none and are known by file and line.", "--id");

    private readonly ContentOptions content = new(SourceDefaults);
    private readonly Option<string> textField = Field(
        "--text-field", "text", SourceDefaults.TextField, alias: "--text");
    private readonly Option<string> titleField = Field("--title-field", "headline", SourceDefaults.TitleField);
    private readonly Option<string> sourceField = Field("--source-field", "outlet", SourceDefaults.SourceField);
    private readonly Option<string> dateField = Field("--date-field", "date", SourceDefaults.DateField);
    private readonly Option<string> stdinFormat = OptionKinds.Word(
        "--stdin-format", "What standard input (-) holds.", ReadableFormats.Words[0], ReadableFormats.Words[1..]);

    private readonly Option<bool> follow = new("--follow")
    {
        Description =
            "Follow symbolic links to folders where a folder is searched. Without it they are passed over and " +
            "counted; links to files are always read.",
    };

    private readonly Option<int> retries = OptionKinds.Count(
        "--retries", "N", "How often a read that fails for a moment is tried again.", SourceDefaults.Retries, 0, 100);

    private readonly Option<long?> maxDocument = OptionKinds.Size(
        "--max-document", "Largest document; larger ones are rejected.", SourceDefaults.MaxDocumentBytes,
            LargestDocument);

    /// <summary>Adds what every command that reads documents has.</summary>
    public void AddReading(Command command)
    {
        foreach (var option in (Option[])
            [file, idField, textField, titleField, sourceField, dateField, .. content.All, stdinFormat, follow, retries,
                maxDocument])
            command.Options.Add(option);
    }

    /// <summary>Adds what every command that compares documents has.</summary>
    public void AddComparison(Command command)
    {
        foreach (var option in (Option[])[threshold, shingle, agencies])
            command.Options.Add(option);
        AddReading(command);
    }

    /// <summary>Adds what every command that runs over a collection has.</summary>
    public void AddRun(Command command)
    {
        foreach (var option in (Option[])[nearOnly, memory, threads, shape, policy, prefer, singletons, quiet])
            command.Options.Add(option);
        AddComparison(command);
    }

    /// <summary>Adds what belongs to the machine and not to the run.</summary>
    public void AddMachine(Command command)
    {
        foreach (var option in (Option[])[memory, threads, quiet])
            command.Options.Add(option);
    }

    /// <summary>What of the machine a run may use.</summary>
    public (int Threads, long MemoryBytes) Machine(ParseResult parse) =>
        (parse.GetValue(threads), parse.GetValue(memory) ?? Defaults.MemoryBytes);

    /// <summary>The options of the machine that were given, as they stand on a command line.</summary>
    public IReadOnlyList<string> GivenMachine(ParseResult parse) =>
        [.. new Option[] { memory,
            threads }.Where(option => Given(parse, option))
                .SelectMany(option => (string[])[option.Name, parse.GetResult(option)!.Tokens[0].Value])];

    /// <summary>The file of options; null when none was given.</summary>
    public string? FileOfOptions(ParseResult parse) => parse.GetValue(file);

    /// <summary>Whether progress is unwanted.</summary>
    public bool Quiet(ParseResult parse) => parse.GetValue(quiet);

    /// <summary>
    /// The options of a run or a comparison, and how inputs are read: what the command line says, else the file, else
    /// the defaults.
    /// </summary>
    /// <exception cref="UsageException">The file is wrong, or a rule needs another option.</exception>
    public (DedupeOptions Dedupe, SourceOptions Source) Read(ParseResult parse)
    {
        var (dedupe, source) = ReadFile(GivenFiles.RequireFile(file.Name, parse.GetValue(file)));
        return (Run(parse, dedupe), Source(parse, source));
    }

    private static (DedupeOptions Dedupe, SourceOptions Source) ReadFile(string? path)
    {
        if (path is null)
            return (Defaults, SourceDefaults);
        try
        {
            return OptionsFile.Read(path, ReadableFormats.All);
        }
        catch (InvalidDataException error)
        {
            throw new UsageException(error.Message);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new UsageException($"--options: {error.Message}");
        }
    }

    private DedupeOptions Run(ParseResult parse, DedupeOptions file) => file with
    {
        Threshold = Given(parse, threshold) ? parse.GetValue(threshold) : file.Threshold,
        ShingleSize = Given(parse, shingle) ? parse.GetValue(shingle) : file.ShingleSize,
        Normalization = GivenFiles.RequirePlainFile(agencies.Name, parse.GetValue(agencies)) is { } list
            ? file.Normalization with { AgenciesFile = list }
            : file.Normalization,
        NearOnly = Given(parse, nearOnly) ? parse.GetValue(nearOnly) : file.NearOnly,
        Threads = Given(parse, threads) ? parse.GetValue(threads) : file.Threads,
        MemoryBytes = parse.GetValue(memory) ?? (usualMemory > 0 ? usualMemory : file.MemoryBytes),
        Clustering = Clustering(parse, file.Clustering),
    };

    private ClusteringOptions Clustering(ParseResult parse, ClusteringOptions file)
    {
        var preferred = parse.GetValue(prefer) is { } outlets ? Split(outlets) : file.PreferredSources;
        return file with
        {
            Shape = Given(parse, shape)
                ? (parse.GetValue(shape) == "star" ? ClusterShape.Star : ClusterShape.Components)
                : file.Shape,
            Policy = Policy(
                parse.GetValue(policy) ?? file.Policy, parse.GetValue(prefer) is not null, preferred.Count > 0),
            PreferredSources = preferred,
            Singletons = Given(parse, singletons) ? parse.GetValue(singletons) : file.Singletons,
        };
    }

    private SourceOptions Source(ParseResult parse, SourceOptions file) => content.Read(parse, file) with
    {
        IdField = Given(parse, idField) ? parse.GetValue(idField)! : file.IdField,
        TextField = Given(parse, textField) ? parse.GetValue(textField)! : file.TextField,
        TitleField = Given(parse, titleField) ? parse.GetValue(titleField)! : file.TitleField,
        SourceField = Given(parse, sourceField) ? parse.GetValue(sourceField)! : file.SourceField,
        DateField = Given(parse, dateField) ? parse.GetValue(dateField)! : file.DateField,
        MaxDocumentBytes = (int)(parse.GetValue(maxDocument) ?? file.MaxDocumentBytes),
        Follow = Given(parse, follow) ? parse.GetValue(follow) : file.Follow,
        Retries = Given(parse, retries) ? parse.GetValue(retries) : file.Retries,
        StandardInputFormat = Given(parse, stdinFormat)
            ? ReadableFormats.OfWord(parse.GetValue(stdinFormat)!).Name
            : file.StandardInputFormat,
    };

    // Not what the parser fills in where nothing is given: an options file goes before defaults. A command may lack the
    // option.
    private static bool Given(ParseResult parse, Option option) => parse.GetResult(option) is { Implicit: false };

    private static Option<string> Field(
        string name, string what, string standard, string more = "", string? alias = null)
    {
        var option = OptionKinds.RefuseEmpty(new Option<string>(name)
        {
            HelpName = "NAME",
            Description = $"Field or column with the {what}.{more}",
            DefaultValueFactory = _ => standard,
        });
        if (alias is not null)
            option.Aliases.Add(alias);
        return option;
    }

    private static List<PolicyRule>? ReadPolicy(ArgumentResult result)
    {
        var rules = new List<PolicyRule>();
        foreach (var word in Split(result.Tokens[0].Value))
        {
            PolicyRule? rule = word switch
            {
                "earliest" => PolicyRule.Earliest,
                "longest" => PolicyRule.Longest,
                "preferred-source" => PolicyRule.PreferredSource,
                _ => null,
            };
            if (rule is null)
            {
                result.AddError($"--policy takes earliest, longest and preferred-source, not '{word}'.");
                return null;
            }

            rules.Add(rule.Value);
        }

        if (rules.Count == 0)
            result.AddError("--policy needs at least one rule of earliest, longest and preferred-source.");
        return rules;
    }

    private static IReadOnlyList<PolicyRule> Policy(IReadOnlyList<PolicyRule> rules, bool preferring, bool hasPreferred)
    {
        var ruled = rules.Contains(PolicyRule.PreferredSource);
        if (ruled && !hasPreferred)
            throw new UsageException(
                "The rule preferred-source needs the outlets: --prefer, or clustering.preferredSources in the " +
                "options file.");
        return preferring && !ruled ? [PolicyRule.PreferredSource, .. rules] : rules;
    }

    private static string[] Split(string words) =>
        words.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
}
