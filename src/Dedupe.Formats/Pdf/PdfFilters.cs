using System.IO.Compression;
using Dedupe.Sources;
using UglyToad.PdfPig.Filters;
using UglyToad.PdfPig.Tokens;

namespace Dedupe.Formats.Pdf;

/// <summary>
/// Unpacks the streams of a PDF, each to a bounded size. The library unpacks to memory whatever comes, so the size is
/// counted first; pictures are not unpacked at all.
/// </summary>
/// <param name="limit">The most bytes of a stream.</param>
internal sealed class PdfFilters(int limit) : BaseFilterProvider(Bounded(limit))
{
    private static readonly string[] OfPictures =
    [
        NameToken.CcittfaxDecode.Data, NameToken.CcittfaxDecodeAbbreviation.Data, NameToken.DctDecode.Data,
        NameToken.DctDecodeAbbreviation.Data, NameToken.Jbig2Decode.Data, NameToken.JpxDecode.Data,
    ];

    private static Dictionary<string, IFilter> Bounded(int limit)
    {
        var all = new Dictionary<string, IFilter>(StringComparer.Ordinal);
        foreach (var name in (ReadOnlySpan<NameToken>)
            [NameToken.FlateDecode, NameToken.FlateDecodeAbbreviation])
            all[name.Data] = new Filter(Plain(name), limit, IsTooLarge);
        // Neither of these grows by more than so much.
        foreach (var name in (ReadOnlySpan<NameToken>)[NameToken.LzwDecode, NameToken.LzwDecodeAbbreviation])
            all[name.Data] = new Filter(Plain(name), limit >> 5, IsLonger);
        foreach (var name in (ReadOnlySpan<NameToken>)
            [NameToken.RunLengthDecode, NameToken.RunLengthDecodeAbbreviation])
            all[name.Data] = new Filter(Plain(name), limit >> 6, IsLonger);
        foreach (var name in (ReadOnlySpan<NameToken>)
            [
                NameToken.Ascii85Decode, NameToken.Ascii85DecodeAbbreviation, NameToken.AsciiHexDecode,
                NameToken.AsciiHexDecodeAbbreviation,
            ])
            all[name.Data] = new Filter(Plain(name), limit, IsLonger);
        foreach (string name in OfPictures)
            all[name] = new Filter(null, limit, IsLonger);
        return all;
    }

    private static IFilter Plain(NameToken name) => DefaultFilterProvider.Instance.GetNamedFilters([name])[0];

    private static bool IsLonger(ReadOnlyMemory<byte> packed, int limit) => packed.Length > limit;

    private static bool IsTooLarge(ReadOnlyMemory<byte> packed, int limit)
    {
        // What begins otherwise or is damaged is the library's to judge: it takes as much as can be unpacked.
        if (packed.Length < 3)
            return false;
        using var stream = new MemoryStream(packed[2..].ToArray(), writable: false);
        using var deflate = new DeflateStream(stream, CompressionMode.Decompress);
        var buffer = new byte[1 << 14];
        long length = 0;
        try
        {
            for (int read; (read = deflate.Read(buffer)) > 0 && length <= limit;)
                length += read;
        }
        catch (InvalidDataException)
        {
            return length > limit;
        }

        return length > limit;
    }

    private sealed class Filter(IFilter? inner, int limit, Func<ReadOnlyMemory<byte>, int, bool> isTooLarge) : IFilter
    {
        public bool IsSupported => inner is not null;

        public Memory<byte> Decode(
            Memory<byte> input, DictionaryToken streamDictionary, IFilterProvider filterProvider, int filterIndex)
        {
            if (inner is null)
                return Memory<byte>.Empty;
            if (isTooLarge(input, limit))
                throw new InputException(
                    RejectionReason.Oversized, $"A stream of the PDF unpacks to more than {limit} bytes.");
            return inner.Decode(input, streamDictionary, filterProvider, filterIndex);
        }
    }
}
