using System.Buffers.Binary;
using System.Numerics;
using System.Text;
using Dedupe.Kernels;
using Xunit;

namespace Dedupe.Tests.Kernels;

public sealed class WordHashTests
{
    [Fact]
    public void AMillionWordsDoNotCollide()
    {
        var seen = new HashSet<ulong>();
        for (var number = 0; number < 1_000_000; number++)
            Assert.True(seen.Add(Of(Word(number))), $"word {number} collides");
    }

    [Fact]
    public void LengthIsPartOfTheHash()
    {
        var hashes = Enumerable.Range(0, 71).Select(length => Of(new string('a', length))).ToList();

        Assert.Equal(hashes.Count, hashes.Distinct().Count());
    }

    [Theory]
    [InlineData(1)]
    [InlineData(15)]
    [InlineData(16)]
    [InlineData(17)]
    [InlineData(31)]
    [InlineData(32)]
    [InlineData(33)]
    [InlineData(64)]
    [InlineData(70)]
    public void EveryByteCounts(int length)
    {
        var word = Encoding.ASCII.GetBytes(new string('q', length));
        var seen = new HashSet<ulong> { WordHash.Of(word) };
        for (var place = 0; place < length; place++)
        {
            for (var bit = 0; bit < 8; bit++)
            {
                word[place] ^= (byte)(1 << bit);
                Assert.True(seen.Add(WordHash.Of(word)), $"byte {place}, bit {bit}");
                word[place] ^= (byte)(1 << bit);
            }
        }
    }

    [Fact]
    public void TheOrderOfHalvesAndOfChunksCounts()
    {
        const string a = "abcdefgh", b = "ijklmnop", c = "qrstuvwx", d = "yz012345";
        string[] words = [a + b, b + a, a + b + c + d, c + d + a + b, a + c + b + d, b + a + c + d];

        Assert.Equal(words.Length, words.Select(Of).Distinct().Count());
    }

    [Fact]
    public void StepIsTheFoldedProduct()
    {
        var word = "chunk-of-sixteen"u8;
        var low = BinaryPrimitives.ReadUInt64LittleEndian(word);
        var high = BinaryPrimitives.ReadUInt64LittleEndian(word[8..]);
        var product = (BigInteger)(low ^ 0x9E3779B97F4A7C15 ^ 0x8CB92BA72F3D8DD7) * (high ^ 0xD1B54A32D192ED03);
        var expected =
            (ulong)(product >> 64) ^ (ulong)(product & ulong.MaxValue) ^ low ^ BitOperations.RotateLeft(high, 32);

        Assert.Equal(expected, WordHash.Of(word));
    }

    // Short words, long ones, and words that differ only in their last letters, as real ones do.
    private static string Word(int number) => (number % 4) switch
    {
        0 => number.ToString("x"),
        1 => "over" + number.ToString("x"),
        2 => "internationalisation" + number.ToString("d7"),
        _ => number.ToString("d7") + "rechtsschutzversicherungsgesellschaften",
    };

    private static ulong Of(string word) => WordHash.Of(Encoding.UTF8.GetBytes(word));
}
