using Lucene.Net.Analysis;
using Lucene.Net.Documents;
using Lucene.Net.Index;
using Lucene.Net.Search;
using Lucene.Net.Store;
using Lucene.Net.Util;

namespace Dedupe.Benchmarks.Peers;

/// <summary>
/// An index of Lucene.NET whose reader is opened anew for each question, as whoever must find the article before has
/// to. It is committed at the end alone: what it holds is not on the disk before.
/// </summary>
internal abstract class LucenePeer : IPeer
{
    /// <summary>The version that the index is like.</summary>
    protected const LuceneVersion Version = LuceneVersion.LUCENE_48;

    /// <summary>The field of the text.</summary>
    protected const string Body = "body";

    private const int Segments = 3;

    private readonly string folder;
    private readonly FSDirectory files;
    private readonly NRTCachingDirectory directory;
    private readonly IndexWriter writer;
    private readonly Analyzer analyzer;
    private readonly FieldType type;
    private DirectoryReader reader;

    /// <summary>Makes it in a folder.</summary>
    /// <param name="folder">The folder.</param>
    /// <param name="analyzer">What cuts texts into terms.</param>
    /// <param name="isSet">Only whether a term is there counts, neither how often, nor where, nor how long the text is.
    /// </param>
    protected LucenePeer(string folder, Analyzer analyzer, bool isSet)
    {
        this.folder = folder;
        this.analyzer = analyzer;
        type = new FieldType
        {
            IsIndexed = true,
            IsTokenized = true,
            OmitNorms = isSet,
            IndexOptions = isSet ? IndexOptions.DOCS_ONLY : IndexOptions.DOCS_AND_FREQS_AND_POSITIONS,
        };
        files = FSDirectory.Open(folder);

        // Small segments stay in memory until they are merged: what Lucene advises for readers that are opened often.
        directory = new NRTCachingDirectory(files, 5, 60);
        // Fewer segments than by default: a question looks for each of its terms in every one.
        writer = new IndexWriter(
            directory,
            new IndexWriterConfig(Version, analyzer)
            {
                MergePolicy = new TieredMergePolicy { SegmentsPerTier = Segments, MaxMergeAtOnce = Segments },
            });
        reader = DirectoryReader.Open(writer, applyAllDeletes: true);
    }

    /// <summary>What cuts a text into terms.</summary>
    protected Analyzer Analyzer => analyzer;

    /// <summary>The reader as it was opened last.</summary>
    protected IndexReader Reader => reader;

    /// <summary>A reader that finds all that is stored.</summary>
    protected IndexReader Refresh()
    {
        if (DirectoryReader.OpenIfChanged(reader, writer, applyAllDeletes: true) is { } next)
        {
            reader.Dispose();
            reader = next;
        }

        return reader;
    }

    /// <inheritdoc/>
    public void CatchUp() => Refresh();

    /// <inheritdoc/>
    public abstract Task<IReadOnlyList<PeerMatch>> TakeAsync(PeerArticle article, bool ask);

    /// <inheritdoc/>
    public Task<long> MeasureAsync()
    {
        writer.Commit();
        return Task.FromResult(Folders.Bytes(folder));
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync()
    {
        reader.Dispose();
        writer.Dispose();
        directory.Dispose();
        files.Dispose();
        analyzer.Dispose();
        return ValueTask.CompletedTask;
    }

    /// <summary>Stores an article.</summary>
    protected void Store(PeerArticle article) => writer.AddDocument(
    [
        new StoredField("id", article.Id),
        new StoredField("text", article.Text),
        new Field(Body, article.Text, type),
    ]);

    /// <summary>The best articles of a question, with their scores.</summary>
    protected static IReadOnlyList<(string Id, float Score)> Best(IndexSearcher searcher, Query query, int most) =>
    [
        .. searcher.Search(query, most).ScoreDocs.Select(hit => (searcher.Doc(hit.Doc).Get("id"), hit.Score)),
    ];
}
