using System.Globalization;
using System.Text;
using System.Text.Json;
using Dedupe.Reporting;
using Dedupe.Sources;

namespace Dedupe.Batch;

/// <summary>What a run directory holds a run of, and whether it is finished.</summary>
/// <param name="HashFamilyVersion">Version of the hash family.</param>
/// <param name="Inputs">The inputs as they looked when the run began, in the order they were named.</param>
/// <param name="Options">All options, by their path in the JSON, as plain text.</param>
/// <param name="Complete">True once every result file is whole.</param>
/// <param name="Against">The directory of the earlier run that the inputs are compared with; null when there is
/// none.</param>
/// <param name="AgainstRun">What tells that run from others.</param>
/// <param name="Starts">Where the parts of the inputs begin; null in a manifest of a run without parts.</param>
/// <param name="KeepKeys">Whether whoever ends the run keeps the keys.</param>
internal sealed record RunManifest(
    int HashFamilyVersion, IReadOnlyList<InputStamp> Inputs, IReadOnlyDictionary<string, string> Options, bool Complete,
    string? Against = null, string? AgainstRun = null, JsonElement? Starts = null, bool KeepKeys = false)
{
    /// <summary>
    /// Checksums of the result files of a complete run, by their names; none in a manifest of an older version.
    /// </summary>
    public IReadOnlyDictionary<string, string> Results { get; init; } =
        new Dictionary<string, string>(StringComparer.Ordinal);

    /// <summary>
    /// Whether it ends with a checksum of itself, as every manifest does since there are checksums. Only such a one
    /// makes a directory a run's, in which
    /// files may be replaced and deleted.
    /// </summary>
    public bool IsSealed { get; init; }

    /// <summary>What tells this run from others: all that changes what part files hold.</summary>
    /// <param name="starts">Where the parts of the inputs begin.</param>
    public string Identity(IReadOnlyList<InputPlace> starts)
    {
        var text = new StringBuilder();
        text.Append(CultureInfo.InvariantCulture, $"{HashFamilyVersion}\n");
        foreach (var input in Inputs)
            text.Append(CultureInfo.InvariantCulture, $"{input}\n");
        foreach (var (name,
            value) in Options.Where(static option => !OptionsJson.WithoutEffectOnResults.Contains(option.Key)))
            text.Append(CultureInfo.InvariantCulture, $"{name} {value}\n");
        text.Append(CultureInfo.InvariantCulture, $"{AgainstRun}\n");
        foreach (var start in starts)
            text.Append(CultureInfo.InvariantCulture, $"{start.File} {start.Byte}\n");
        return text.ToString();
    }

    /// <summary>The manifest of a run that is about to begin.</summary>
    /// <param name="job">Inputs and options.</param>
    /// <param name="hashFamilyVersion">Version of the hash family.</param>
    /// <param name="earlier">The run that the inputs are compared with, if any.</param>
    public static RunManifest Of(JobOptions job, int hashFamilyVersion, EarlierRun? earlier = null)
    {
        using var stream = new MemoryStream();
        using (var json = new Utf8JsonWriter(stream))
            OptionsJson.Write(json, job.Dedupe, job.Source);
        using var options = JsonDocument.Parse(stream.ToArray());
        return new RunManifest(hashFamilyVersion,
            [.. job.Inputs.Distinct(StringComparer.Ordinal).Select(input => InputStamp.Of(input, job.Source,
            job.Environment))], Flatten(options.RootElement), Complete: false,
            earlier?.Directory, earlier?.Identity);
    }

    /// <summary>Options by path, such as <c>signing.recall</c>, for comparing one by one.</summary>
    public static IReadOnlyDictionary<string, string> Flatten(JsonElement options)
    {
        var flat = new SortedDictionary<string, string>(StringComparer.Ordinal);
        Visit(options, "");
        return flat;

        void Visit(JsonElement element, string path)
        {
            if (element.ValueKind != JsonValueKind.Object)
            {
                flat[path] = Plain(element);
                return;
            }

            foreach (var property in element.EnumerateObject())
                Visit(property.Value, path.Length == 0 ? property.Name : $"{path}.{property.Name}");
        }
    }

    // Independent of how the JSON was written: no quotes, escapes or line ends of the file.
    private static string Plain(JsonElement value) =>
        value.ValueKind == JsonValueKind.Array
            ? string.Join(',', value.EnumerateArray().Select(Plain))
            : value.ToString();

    /// <summary>What makes another run a different one, a sentence each; nothing when both find the same.</summary>
    public IReadOnlyList<string> ChangesTo(RunManifest now)
    {
        var changes = new List<string>();
        if (HashFamilyVersion != now.HashFamilyVersion)
            changes.Add($"hash family was {HashFamilyVersion}, is {now.HashFamilyVersion}");
        var before = Inputs.ToDictionary(input => input.Path, StringComparer.Ordinal);
        var after = now.Inputs.ToDictionary(input => input.Path, StringComparer.Ordinal);
        foreach (var path in before.Keys.Union(after.Keys, StringComparer.Ordinal).Order(StringComparer.Ordinal))
        {
            if (!after.TryGetValue(path, out var present))
                changes.Add($"input {path} is no longer named");
            else if (!before.TryGetValue(path, out var past))
                changes.Add($"input {path} is new");
            else if (past != present)
                changes.Add($"input {path} was {past.Describe()}, is {present.Describe()}");
        }

        if (AgainstRun != now.AgainstRun)
            changes.Add(
                $"it was compared with {Against ?? "no earlier run"}, and now is with " +
                $"{now.Against ?? "none"}{(Against == now.Against ? ", which is another run now" : "")}");
        changes.AddRange(now.OptionChangesFrom(Options).Select(static change => change.Sentence));
        return changes;
    }

    /// <summary>The options that are others than those of a run and change what is found.</summary>
    /// <param name="before">The options of that run.</param>
    public IEnumerable<(string Option, string Sentence)> OptionChangesFrom(IReadOnlyDictionary<string, string> before)
    {
        foreach (var name in before.Keys.Union(Options.Keys, StringComparer.Ordinal).Order(StringComparer.Ordinal))
        {
            var past = before.GetValueOrDefault(name, "absent");
            var present = Options.GetValueOrDefault(name, "absent");
            if (past != present && !OptionsJson.WithoutEffectOnResults.Contains(name))
                yield return (name, $"option {name} was {past}, is {present}");
        }
    }
}
