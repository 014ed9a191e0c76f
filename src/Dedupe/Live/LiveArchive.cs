using System.IO.Hashing;
using System.Text;
using Dedupe.Batch;
using Dedupe.Indexing;
using Dedupe.Signing;
using Dedupe.Sources;
using Dedupe.Storage;

namespace Dedupe.Live;

/// <summary>
/// A finished batch run as a segment: its documents are found and compared with, and never changed. Its keys are sorted
/// once, to a file beside the index; facts and texts are read from its parts and inputs. Safe from any thread until it
/// is disposed.
/// </summary>
internal sealed class LiveArchive : IDisposable
{
    /// <summary>The first number of a document in an archive: those below are articles of the store.</summary>
    public const long FirstNumber = 1L << 31;

    private const string Folder = "archives";
    private const int Layout = 2;
    private const long Memory = 64 << 20; // for keys on their way

    private readonly IReadOnlyList<PartReader> parts;
    private readonly SignedBlocks blocks;
    private readonly LiveSegment segment;
    private readonly ulong[] outlets;
    private readonly long first;

    private LiveArchive(
        string directory, IReadOnlyList<PartReader> parts, SignedBlocks blocks, LiveSegment segment, long first)
    {
        (Directory, this.parts, this.blocks, this.segment, this.first) = (directory, parts, blocks, segment, first);
        outlets = new ulong[blocks.Outlets.Count];
        for (var outlet = 1; outlet < outlets.Length; outlet++)
            outlets[outlet] = StoryFacts.OutletOf(blocks.Outlets[outlet]);
    }

    /// <summary>The run directory.</summary>
    public string Directory { get; }

    /// <summary>One more than its highest number.</summary>
    public long EndNumber => first + blocks.NumbersEnd;

    /// <summary>Opens an archive. Cost: the first time its keys are read and sorted, partition by partition.</summary>
    /// <param name="directory">The run directory.</param>
    /// <param name="formats">The formats that its inputs are read with; null: the standard ones.</param>
    /// <param name="first">Its documents have numbers from this one.</param>
    /// <param name="keys">How keys are told.</param>
    /// <param name="options">The options of the index.</param>
    /// <exception cref="InvalidDataException">There is no such run, or it kept no keys.</exception>
    /// <exception cref="ResumeRefusedException">Its inputs changed since, or its keys are others.</exception>
    /// <exception cref="IOException">It cannot be read, or the sorted keys not be written.</exception>
    public static LiveArchive Open(
        string directory, InputFormats? formats, long first, PostingKeys keys, LiveOptions options)
    {
        directory = Path.GetFullPath(directory);
        var run = EarlierRun.Open(directory, formats);
        run.CheckKeys(options.Dedupe);
        var opened = run.OpenKept();
        SignedBlocks? documents = null;
        try
        {
            documents = new SignedBlocks(Memory, BandingPlan.Of(options.Dedupe).Bands);
            documents.Add(opened, run.Source.OriginOf, areEarlier: true);
            if (first + documents.NumbersEnd > uint.MaxValue)
                throw new InvalidDataException($"{directory} has too many documents to be attached beside others.");
            var path = Path.Combine(options.Folder!, Folder, $"{run.Identity}{LiveSegment.Suffix}");
            var stamp = XxHash128.HashToUInt128(Encoding.UTF8.GetBytes($"archive {Layout}\n{run.Identity}"));
            return new LiveArchive(directory, opened, documents, Sorted(path, stamp, documents, keys), first);
        }
        catch
        {
            documents?.Dispose();
            Close(opened);
            throw;
        }
    }

    /// <summary>Whether a number is that of one of its documents.</summary>
    public bool Has(long number) => number >= first && number < EndNumber;

    /// <summary>Adds its documents of a key to a list.</summary>
    public void Find(ulong key, List<uint> found, int most)
    {
        var start = found.Count;
        segment.Find(key, found, most);
        for (var i = start; i < found.Count; i++)
            found[i] += (uint)first;
    }

    /// <summary>What is known of a document.</summary>
    public LiveFacts FactsOf(long number)
    {
        ref readonly var document = ref blocks[(int)(number - first)];
        return new LiveFacts
        {
            ArrivedTicks = long.MaxValue, // an archive is as good as new, whatever the window
            DateTicks = document.DateTicks,
            Outlet = outlets[blocks.OutletOf((int)(number - first))],
            Words = document.Words,
            Keys = document.ReuseKeys,
            Lead = document.Lead,
            IsPresent = 1,
        };
    }

    /// <summary>A document with its text; null when its input can no longer be read, or has changed.</summary>
    public LiveArticle? Read(long number)
    {
        var own = (int)(number - first);
        ref readonly var document = ref blocks[own];
        using var buffer = new TextBuffer();
        ReadOnlyMemory<byte> text;
        try
        {
            text = blocks.Texts.Read(in document, blocks.BlockOf(own).Part, buffer);
        }
        catch (IOException)
        {
            return null;
        }

        if (XxHash3.HashToUInt64(text.Span) != document.RawHash)
            return null;
        return new LiveArticle
        {
            Number = number,
            Archive = Directory,
            Words = document.Words,
            Agency = blocks.AgencyOf(own) is > 0 and var agency ? blocks.Agencies[agency] : null,
            Document = new Document(blocks.IdOf(own).ToArray(), text.ToArray())
            {
                Title = blocks.TitleOf(own).ToArray(),
                Source = blocks.OutletOf(own) is > 0 and var outlet
                    ? Encoding.UTF8.GetBytes(blocks.Outlets[outlet])
                    : default,
                Date = document.DateTicks == long.MaxValue
                    ? null
                    : new DateTimeOffset(document.DateTicks, TimeSpan.Zero),
                Version = blocks.VersionOf(own).ToArray(),
                Status = blocks.StatusOf(own).ToArray(),
            },
        };
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        segment.Dispose();
        blocks.Dispose();
        Close(parts);
    }

    private static void Close(IReadOnlyList<PartReader> parts)
    {
        foreach (var part in parts)
            part.Dispose();
    }

    private static LiveSegment Sorted(string path, UInt128 stamp, SignedBlocks blocks, PostingKeys keys)
    {
        try
        {
            if (File.Exists(path))
            {
                var known = new LiveSegment(path, stamp, keys.Partitions);
                known.Check(keys.Partitions);
                return known;
            }
        }
        catch (PartDamageException)
        {
            File.Delete(path);
        }

        System.IO.Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        LiveSegment.Write(path, stamp, 0, 0, [], Entries(blocks));
        return new LiveSegment(path, stamp, keys.Partitions);
    }

    // Equal entries stand once: a text may have a key twice.
    private static IEnumerable<ReadOnlyMemory<ulong>> Entries(SignedBlocks blocks)
    {
        foreach (var store in (EntryStore[])[blocks.Entries.Near, blocks.Entries.Reuse])
        {
            for (var partition = 0; partition < store.Partitions; partition++)
            {
                using var buffer = new EntryBuffer();
                var entries = store.Take(partition, buffer);
                entries.Sort();
                yield return entries.IsEmpty ? [] : entries[..Buckets.MakeDistinct(entries)].ToArray();
            }
        }

        yield return Array.Empty<ulong>();
    }
}
