using Xunit;

namespace Dedupe.Service.Tests;

public sealed class ScaffoldTests
{
    [Fact]
    public void TheProjectIsThere() => Assert.Equal("ServiceAssembly", typeof(ServiceAssembly).Name);
}
