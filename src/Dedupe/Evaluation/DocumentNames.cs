namespace Dedupe.Evaluation;

/// <summary>
/// Finds the document that a label means: by its exact id, else by the last part of its path when only one has it.
/// </summary>
internal sealed class DocumentNames
{
    private const int Ambiguous = -1;

    private readonly Dictionary<string, int> byId = new(StringComparer.Ordinal);
    private readonly Dictionary<string, int> byLastPart = new(StringComparer.Ordinal);

    public DocumentNames(IReadOnlyList<DocumentInfo> documents)
    {
        for (var i = 0; i < documents.Count; i++)
        {
            byId[documents[i].Id] = i;
            var part = LastPart(documents[i].Id);
            byLastPart[part] = byLastPart.ContainsKey(part) ? Ambiguous : i;
        }
    }

    /// <summary>The document's number, or null when no document or more than one answers to the name.</summary>
    public int? Find(string name)
    {
        if (byId.TryGetValue(name, out var exact))
            return exact;
        return byLastPart.TryGetValue(LastPart(name), out var unique) && unique != Ambiguous ? unique : null;
    }

    private static string LastPart(string id) => id[(id.AsSpan().LastIndexOfAny('/', '\\') + 1)..];
}
