using System.Text;
using Dedupe.Signing;
using Dedupe.Sources;
using Dedupe.Storage;
using Xunit;

namespace Dedupe.Tests.Signing;

/// <summary>
/// Threads take batches as they come; what a part file holds must not show it, for steps after signing know documents
/// by their numbers, and a part may be made again by other threads.
/// </summary>
public sealed class ReadingOrderTests : IDisposable
{
    private const int Batches = 6;
    private const int OfBatch = 300;

    private static readonly DedupeOptions Options = new();
    private static readonly BandingPlan Plan = BandingPlan.Of(Options);

    private readonly string folder = Directory.CreateTempSubdirectory("dedupe-").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Theory]
    [InlineData("000000", "012345")]
    [InlineData("010101", "012345")]
    [InlineData("221100", "543210")]
    [InlineData("012345", "102543")]
    public void NumbersAndKeysDoNotShowWhoSignedWhat(string signerOf, string turns)
    {
        var alone = Sign("000000", "012345");
        var other = Sign(signerOf, turns);

        Assert.Equal(alone, other);
        Assert.Equal(
            Batches * OfBatch, alone.Count(static line => line.StartsWith("document", StringComparison.Ordinal)));
        Assert.Equal(
            [.. Enumerable.Range(0, Batches * OfBatch).Select(static number => $"{number:D5}")],
            alone.Take(Batches * OfBatch).Select(static line => line.Split(' ')[2]));
    }

    // The batches in some order, each by a signer of its own choice; then all that the part file holds.
    private List<string> Sign(string signerOf, string turns)
    {
        using var signed = new SignedBlocks(1 << 24, Plan.Bands);
        var signers = Enumerable.Range(0, Batches)
            .Select(_ => new DocumentSigner(new TextSigner(Options), signed))
            .ToArray();
        foreach (var batch in turns.Select(static turn => turn - '0'))
        {
            var signer = signers[signerOf[batch] - '0'];
            signer.BeginBatch(batch);
            for (var number = batch * OfBatch; number < (batch + 1) * OfBatch; number++)
                signer.Accept(new Document($"{number:D5}", Text(number)), new Origin("in", number));
        }

        Array.ForEach(signers, static signer => signer.Finish());
        var path = Path.Combine(folder, Guid.NewGuid().ToString("N"));
        using (var stream = File.Create(path))
        {
            var writer = new PartWriter(stream, 7);
            SignedPart.Save(writer, signed, PieceLines.None);
            writer.Finish();
        }

        using var file = new PartReader(path, 7);
        using var loaded = new SignedBlocks(1 << 24, Plan.Bands);
        loaded.Add([file], static _ => throw new InvalidOperationException("no file"), areEarlier: false);
        return [.. Documents(loaded), .. Entries(loaded.Entries.Near), .. Entries(loaded.Entries.Reuse)];
    }

    private static IEnumerable<string> Documents(SignedBlocks signed)
    {
        foreach (var block in signed.Blocks)
        {
            for (var place = 0; place < block.Count; place++)
            {
                var number = (block.Number << SignedBlock.SizeBits) + place;
                yield return $"document {number} {Encoding.UTF8.GetString(signed.IdOf(number))} " +
                    $"{signed[number].ContentHash} {signed[number].Words} {signed[number].ReuseKeys}";
            }
        }
    }

    private static IEnumerable<string> Entries(EntryStore store)
    {
        using var buffer = new EntryBuffer();
        for (var partition = 0; partition < store.Partitions; partition++)
        {
            var entries = store.Take(partition, buffer).ToArray();
            Array.Sort(entries);
            yield return $"{partition}: {string.Join(' ', entries)}";
        }
    }

    private static string Text(int number) =>
        string.Join(' ', Enumerable.Range(0, 12).Select(word => $"w{number / 2 * 31 % 977 + word}"));
}
