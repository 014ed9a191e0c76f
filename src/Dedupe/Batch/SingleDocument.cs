using Dedupe.Sources;

namespace Dedupe.Batch;

/// <summary>Reads an input that holds exactly one document, in memory of its own.</summary>
internal static class SingleDocument
{
    /// <summary>Reads it.</summary>
    /// <param name="path">A text file, or JSON lines with one object; also compressed, also <c>-</c>.</param>
    /// <param name="options">How inputs are read.</param>
    /// <param name="cancellationToken">Stops the reading.</param>
    /// <exception cref="InvalidDataException">There is no document, more than one, or one that is rejected; the message
    /// names the file.</exception>
    public static async Task<Document> ReadAsync(
        string path, SourceOptions options, CancellationToken cancellationToken = default)
    {
        var sink = new Sink();
        await foreach (var batch in new FileSource([path], options).ReadAsync(cancellationToken))
        {
            using (batch)
                batch.Read(sink);
        }

        if (sink.Rejections.Count > 0)
        {
            var first = sink.Rejections[0];
            var place = first.Origin.Line > 0 ? $"{first.Origin.Source}:{first.Origin.Line}" : first.Origin.Source;
            throw new InvalidDataException(
                $"{place}: {Names.Of(first.Reason)}{(first.Detail is null ? "" : $": {first.Detail}")}");
        }

        return sink.Count == 1
            ? sink.First
            : throw new InvalidDataException($"{path} holds {sink.Count} documents; one is needed.");
    }

    private sealed class Sink : IDocumentSink
    {
        public List<Rejection> Rejections { get; } = [];

        public int Count { get; private set; }

        public Document First { get; private set; }

        public void Accept(in Document document, Origin origin)
        {
            if (Count++ == 0)
                First = document.Copy();
        }

        public void Reject(Rejection rejection) => Rejections.Add(rejection);
    }
}
