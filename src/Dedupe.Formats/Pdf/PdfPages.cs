using UglyToad.PdfPig.Content;
using UglyToad.PdfPig.DocumentLayoutAnalysis;
using UglyToad.PdfPig.DocumentLayoutAnalysis.PageSegmenter;
using UglyToad.PdfPig.DocumentLayoutAnalysis.ReadingOrderDetector;
using UglyToad.PdfPig.DocumentLayoutAnalysis.WordExtractor;

namespace Dedupe.Formats.Pdf;

/// <summary>Finds the blocks of a page and the order in which they are read, columns after each other.</summary>
internal static class PdfPages
{
    // The time for finding blocks grows with the square of the words, that for their order with the third power of the
    // blocks: a page of figures took a minute. A page of a newspaper has some 5,000 words in 100 blocks.
    private const int MostWords = 6000;
    private const int MostBlocks = 300;
    private const int LettersOfWord = 10;

    private static readonly NearestNeighbourWordExtractor Words = new(
        new NearestNeighbourWordExtractor.NearestNeighbourWordExtractorOptions { MaxDegreeOfParallelism = 1 });

    private static readonly DocstrumBoundingBoxes Blocks = new(
        new DocstrumBoundingBoxes.DocstrumBoundingBoxesOptions { MaxDegreeOfParallelism = 1 });

    private static readonly UnsupervisedReadingOrderDetector Order = new();

    private static readonly RenderingReadingOrderDetector AsDrawn = RenderingReadingOrderDetector.Instance;

    /// <summary>The blocks of a page, as they are read.</summary>
    public static IReadOnlyList<PdfBlock> Read(Page page)
    {
        var letters = page.Letters;
        if (letters.Count == 0)
            return [];
        if (letters.Count > LettersOfWord * MostWords)
            return [AsItCame(page)];
        Word[] words = [.. Words.GetWords(letters)];
        if (words.Length > MostWords)
            return [AsItCame(page)];
        var blocks = Blocks.GetBlocks(words);
        if (blocks.Count == 0)
            return [];
        double top = blocks.Max(static block => block.BoundingBox.Top);
        double bottom = blocks.Min(static block => block.BoundingBox.Bottom);
        var order = blocks.Count > MostBlocks ? AsDrawn.Get(blocks) : Order.Get(blocks);
        return [.. order.Select(block => new PdfBlock(
            [.. block.TextLines.Select(static line => line.Text)], IsEdge(block, top, bottom)))];
    }

    // The text in the order in which it is drawn.
    private static PdfBlock AsItCame(Page page) =>
        new([string.Join(' ', page.GetWords().Select(static word => word.Text))], Edge: false);

    // What stands beside the head or foot of a page belongs to it.
    private static bool IsEdge(TextBlock block, double top, double bottom)
    {
        double height = block.BoundingBox.Height / Math.Max(1, block.TextLines.Count);
        return block.BoundingBox.Top > top - height || block.BoundingBox.Bottom < bottom + height;
    }
}
