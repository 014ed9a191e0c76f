using System.Text;
using Dedupe.Signing;
using Xunit;

namespace Dedupe.Tests.Signing;

public class TextSignerTests
{
    private const string Long =
        "The harbour of Lower Sandrik stays open in winter, its master said on Monday, because the new breakers keep " +
        "the ice away from the piers and the ferries need no more than forty minutes to the islands.";

    [Fact]
    public void OneSignerGivesEachTextTheKeysOfAFreshOne()
    {
        var signer = new TextSigner();
        var into = new TextKeys();
        foreach (var text in new[] { Long, "Too short.", "", "LONDON (Reuters) - " + Long, Long + " " + Long, Long })
        {
            var fresh = new TextSigner().Sign(text);
            signer.Sign(Encoding.UTF8.GetBytes(text), into);

            Assert.Equal(fresh.ContentHash, into.ContentHash);
            Assert.Equal((fresh.Words, fresh.Agency), (into.Words, into.Agency));
            Assert.Equal(fresh.BandKeys.ToArray(), into.BandKeys.ToArray());
            Assert.Equal(fresh.SampleKeys.ToArray(), into.SampleKeys.ToArray());
        }
    }

    [Fact]
    public void CreditsAreToldAndSignNothing()
    {
        var plain = new TextSigner().Sign(Long);
        var credited = new TextSigner().Sign("LONDON (Reuters) - " + Long);

        Assert.Equal("Reuters", credited.Agency);
        Assert.Null(plain.Agency);
        Assert.Equal(plain.ContentHash, credited.ContentHash);
        Assert.Equal(plain.Words, credited.Words);
        Assert.Equal(plain.BandKeys.ToArray(), credited.BandKeys.ToArray());
    }

    [Fact]
    public void ATextShorterThanAShingleHasAHashAndNoKey()
    {
        var keys = new TextSigner().Sign("The harbour opens");

        Assert.Equal(3, keys.Words);
        Assert.Equal((0, 0), (keys.BandKeys.Length, keys.SampleKeys.Length));
        Assert.NotEqual(new TextSigner().Sign("The harbour closes").ContentHash, keys.ContentHash);
    }

    [Fact]
    public void ATextWithoutAWordHasNoWords() => Assert.Equal(0, new TextSigner().Sign(" -- ").Words);

    [Fact]
    public void TextsWithARunInCommonShareASampleKey()
    {
        var run = string.Join(' ', Long.Split(' ').Skip(3).Take(12));
        var a = new TextSigner().Sign($"one two three four five six {run} seven eight");
        var b = new TextSigner().Sign($"nine ten {run} eleven twelve thirteen fourteen fifteen");

        Assert.NotEmpty(a.SampleKeys.ToArray().Intersect(b.SampleKeys.ToArray()));
        Assert.Empty(a.BandKeys.ToArray().Intersect(b.BandKeys.ToArray()));
    }

    [Fact]
    public void NearOnlyMakesNoSample()
    {
        var keys = new TextSigner(new DedupeOptions { NearOnly = true }).Sign(Long);

        Assert.Empty(keys.SampleKeys.ToArray());
        Assert.Equal(new TextSigner().Sign(Long).BandKeys.ToArray(), keys.BandKeys.ToArray());
    }

    [Fact]
    public void BytesThatAreNotUtf8AreRefused() =>
        Assert.Throws<ArgumentException>(() => new TextSigner().Sign([0x61, 0xFF, 0x62]));

    [Fact]
    public void OptionsOutOfRangeAreRefused() =>
        Assert.Throws<ArgumentOutOfRangeException>(() => new TextSigner(new DedupeOptions { ShingleSize = 0 }));
}
