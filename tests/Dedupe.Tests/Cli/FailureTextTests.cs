using Dedupe.Cli;
using Xunit;

namespace Dedupe.Tests.Cli;

public sealed class FailureTextTests
{
    [Fact]
    public void AFaultOfTheProgramSaysWhatToReport()
    {
        foreach (var error in (Exception[])[new IndexOutOfRangeException("outside"), new ObjectDisposedException("file"), new ArgumentNullException("x")])
        {
            var text = FailureText.Of(error);

            Assert.StartsWith($"This is a fault of dedupe: {error.GetType().Name}: ", text, StringComparison.Ordinal);
            Assert.EndsWith("with DEDUPE_DEBUG=1 set, of this command.", text, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void AFaultOfTheWorldIsItsMessage() => Assert.Equal("No space left", FailureText.Of(new IOException("No space left")));

    [Fact]
    public void TooLittleMemorySaysWhatNeedsLess() =>
        Assert.Contains("--memory", FailureText.Of(new OutOfMemoryException()), StringComparison.Ordinal);

    [Theory]
    [InlineData("pos:\t0|flags:\t0100000|mnt_id:\t15", false)]
    [InlineData("pos:\t0|flags:\t02100002|mnt_id:\t15", true)]
    [InlineData("pos:\t0|flags:\t02000000", true)]
    [InlineData("flags:\tnone", false)]
    [InlineData("", false)]
    public void AFileOfTheProgramItselfIsKnownByItsFlags(string description, bool own) =>
        Assert.Equal(own, StandardInput.IsOwn(description.Split('|')));
}
