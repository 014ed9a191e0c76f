using Dedupe.Signing;
using Xunit;

namespace Dedupe.Tests.Kernels;

public class KernelPinTests(ITestOutputHelper output)
{
    /// <summary>The acceptance tests run this assembly once for each kernel and read the line it prints.</summary>
    [Fact]
    public void ThePinnedKernelIsTheOneInUse()
    {
        var pin = Environment.GetEnvironmentVariable("DEDUPE_KERNEL");

        output.WriteLine($"kernel {HashFamily.Kernel}");

        Assert.Equal(string.IsNullOrEmpty(pin) ? HashFamily.AvailableKernels[^1] : pin, HashFamily.Kernel);
    }
}
