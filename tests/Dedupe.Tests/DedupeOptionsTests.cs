using Dedupe.Indexing;
using Dedupe.Signing;
using Dedupe.Verification;
using Xunit;

namespace Dedupe.Tests;

public sealed class DedupeOptionsTests
{
    public static TheoryData<string, DedupeOptions> Wrong => new()
    {
        { "Threshold", new DedupeOptions { Threshold = 0 } },
        { "Threshold", new DedupeOptions { Threshold = 1.01 } },
        { "Threshold", new DedupeOptions { Threshold = double.NaN } },
        { "ShingleSize", new DedupeOptions { ShingleSize = 0 } },
        { "ShingleSize", new DedupeOptions { ShingleSize = 33 } },
        { "Threads", new DedupeOptions { Threads = -1 } },
        { "MemoryBytes", new DedupeOptions { MemoryBytes = -1 } },
        { "SignatureSize", new DedupeOptions { Signing = new SigningOptions { SignatureSize = 3 } } },
        { "Recall", new DedupeOptions { Signing = new SigningOptions { Recall = 1 } } },
        { "Recall", new DedupeOptions { Signing = new SigningOptions { Recall = double.NaN } } },
        { "ReuseWindow", new DedupeOptions { Signing = new SigningOptions { ReuseWindow = 0 } } },
        { "AllPairsLimit", new DedupeOptions { Indexing = new IndexingOptions { AllPairsLimit = -1 } } },
        { "FrequencyCap", new DedupeOptions { Indexing = new IndexingOptions { FrequencyCap = 1 } } },
        { "StoryCap", new DedupeOptions { Indexing = new IndexingOptions { StoryCap = 0 } } },
        { "MaxGap", new DedupeOptions { Verification = new VerificationOptions { MaxGap = -5 } } },
        { "MaxGap", new DedupeOptions { Verification = new VerificationOptions { MaxGap = 100_000 } } },
        { "DerivedShare", new DedupeOptions { Verification = new VerificationOptions { DerivedShare = double.NaN } } },
        { "ContainedShare", new DedupeOptions { Verification = new VerificationOptions { ContainedShare = 1.5 } } },
        { "DerivedOtherShare",
            new DedupeOptions { Verification = new VerificationOptions { DerivedOtherShare = 1.5 } } },
        { "PartialWords", new DedupeOptions { Verification = new VerificationOptions { PartialWords = 0 } } },
        { "QuoteWords", new DedupeOptions { Verification = new VerificationOptions { QuoteWords = -1 } } },
    };

    [Theory]
    [MemberData(nameof(Wrong))]
    public void AValueOutsideItsRangeIsNamed(string option, DedupeOptions options) =>
        Assert.Equal(option, Assert.Throws<ArgumentOutOfRangeException>(() => new Deduplicator(options)).ParamName);

    [Fact]
    public void TheEdgesOfTheRangesAreInside()
    {
        new DedupeOptions().Validate();
        new DedupeOptions { Threshold = 1, ShingleSize = 32, MemoryBytes = 0 }.Validate();
        new DedupeOptions
        {
            Threshold = double.Epsilon,
            ShingleSize = 1,
            Verification = new VerificationOptions { MaxGap = 0 }
        }.Validate();
    }
}
