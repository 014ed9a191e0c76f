using Dedupe.Kernels;
using Dedupe.Signing;
using Xunit;

namespace Dedupe.Tests.Kernels;

public sealed class KernelRegistryTests
{
    [Theory]
    [InlineData("v1024")]
    [InlineData("Scalar")]
    [InlineData(" scalar")]
    [InlineData("avx2")]
    public void AWrongPinNamesItselfAndTheChoices(string pin)
    {
        var error = Assert.Throws<CannotRunException>(() => KernelRegistry.Choose(pin));

        Assert.Contains($"DEDUPE_KERNEL={pin} ", error.Message, StringComparison.Ordinal);
        Assert.Contains(string.Join(", ", HashFamily.AvailableKernels), error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    public void WithoutAPinTheWidestSupportedKernelRuns(string? pin) =>
        Assert.Equal(KernelRegistry.Supported[^1], KernelRegistry.Choose(pin));

    [Fact]
    public void EverySupportedKernelCanBePinned()
    {
        Assert.Equal(KernelWidth.Scalar, KernelRegistry.Supported[0]);
        foreach (var width in KernelRegistry.Supported)
            Assert.Equal(width, KernelRegistry.Choose(KernelRegistry.Name(width)));
    }

    [Fact]
    public void EveryWidthHasAKernelOfItsOwn()
    {
        var kernels = Enum.GetValues<KernelWidth>().Select(width => MinHashKernel.For(width).GetType()).ToList();

        Assert.Equal(kernels.Count, kernels.Distinct().Count());
        Assert.All(Enum.GetValues<KernelWidth>(), width =>
            Assert.EndsWith(width.ToString(), MinHashKernel.For(width).GetType().Name, StringComparison.Ordinal));
    }
}
