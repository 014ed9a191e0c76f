using System.Text;
using Dedupe.Sources;

namespace Dedupe.Batch;

/// <summary>Reads some documents of a collection again, in memory of their own, for showing them.</summary>
internal static class DocumentLookup
{
    /// <summary>Reads them. Cost: one reading of all inputs.</summary>
    /// <param name="inputs">Files and folders.</param>
    /// <param name="options">How they are read.</param>
    /// <param name="documents">The documents wanted.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <returns>The documents by <see cref="DocumentInfo.Id"/>. One whose own id and version stand twice in the inputs
    /// is left out: it could be the other.</returns>
    public static async Task<IReadOnlyDictionary<string, Document>> ReadAsync(
        IReadOnlyList<string> inputs, SourceOptions options, IEnumerable<DocumentInfo> documents,
            CancellationToken cancellationToken = default)
    {
        var sink = new Sink(documents);
        await foreach (var batch in new FileSource(inputs, options).ReadAsync(cancellationToken))
        {
            using (batch)
                batch.Read(sink);
        }

        return sink.Found.Where(item => item.Value is not null)
            .ToDictionary(item => item.Key, item => item.Value!.Value, StringComparer.Ordinal);
    }

    private sealed class Sink(IEnumerable<DocumentInfo> documents) : IDocumentSink
    {
        private readonly Dictionary<(string Item, string Version), string> wanted = documents.Distinct()
            .ToDictionary(static document => (document.ItemId, document.Version ?? ""), static document => document.Id);

        public Dictionary<string, Document?> Found { get; } = new(StringComparer.Ordinal);

        public void Accept(in Document document, Origin origin)
        {
            var version = Encoding.UTF8.GetString(Document.NoteOf(document.Version));
            var item = Encoding.UTF8.GetString(document.Id.Span);
            // Whoever does not know the version takes the only one there is.
            if (wanted.TryGetValue((item, version), out var id) || wanted.TryGetValue((item, ""), out id))
                Found[id] = Found.ContainsKey(id) ? null : document.Copy();
        }

        public void Reject(Rejection rejection)
        {
            // Told by the run.
        }
    }
}
