using System.Text;
using Dedupe.Sources;
using Dedupe.Tests.Sources;
using Xunit;

namespace Dedupe.Formats.Tests.News;

/// <summary>Reads what stands in one file of news.</summary>
internal sealed class NewsRead : IDocumentSink
{
    public List<NewsTaken> Items { get; } = [];

    public List<Rejection> Rejections { get; } = [];

    public static SourceOptions Options { get; } = new() { Formats = FormatRegistry.All };

    /// <summary>The one item of a file that has nothing else.</summary>
    public NewsTaken Only
    {
        get
        {
            Assert.Empty(Rejections);
            return Assert.Single(Items);
        }
    }

    public void Accept(in Document document, Origin origin) => Items.Add(new NewsTaken(
        Of(document.Id), Of(document.Text), Of(document.Title), Of(document.Source), Of(document.Version),
        Of(document.Status), Of(document.Url), document.Date, origin.Line, document.CodePage));

    public void Reject(Rejection rejection) => Rejections.Add(rejection);

    public static Task<NewsRead> Of(string name, string content, SourceOptions? options = null) =>
        Of(name, Encoding.UTF8.GetBytes(content), options);

    public static async Task<NewsRead> Of(string name, byte[] content, SourceOptions? options = null)
    {
        using var folder = new TempFolder();
        string path = folder.Write(name, content);
        var read = new NewsRead();
        await foreach (var batch in new FileSource([path], options ?? Options).ReadAsync(
            TestContext.Current.CancellationToken))
        {
            using (batch)
                batch.Read(read);
        }

        return read;
    }

    private static string Of(ReadOnlyMemory<byte> text) =>
        new UTF8Encoding(false, throwOnInvalidBytes: true).GetString(text.Span);
}
