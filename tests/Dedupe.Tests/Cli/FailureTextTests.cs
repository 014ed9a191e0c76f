using Dedupe.Cli;
using Xunit;

namespace Dedupe.Tests.Cli;

public sealed class FailureTextTests
{
    [Theory]
    [InlineData(typeof(IndexOutOfRangeException))]
    [InlineData(typeof(NullReferenceException))]
    [InlineData(typeof(KeyNotFoundException))]
    [InlineData(typeof(InvalidOperationException))]
    [InlineData(typeof(ArgumentNullException))]
    [InlineData(typeof(TimeoutException))]
    public void AFaultOfTheProgramSaysWhatToReport(Type type)
    {
        var error = (Exception)Activator.CreateInstance(type)!;
        foreach (var thrown in new[] { error, new AggregateException(error),
            new TypeInitializationException("T", error) })
        {
            var text = FailureText.Of(thrown);

            Assert.StartsWith($"This is a fault of dedupe: {type.Name}: ", text, StringComparison.Ordinal);
            Assert.Contains("(dedupe 0.", text, StringComparison.Ordinal);
            Assert.EndsWith("with DEDUPE_DEBUG=1 set, of this command.", text, StringComparison.Ordinal);
            Assert.DoesNotContain("   at ", text, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void AFaultOfTheWorldIsItsMessage()
    {
        Assert.Equal("No space left", FailureText.Of(new IOException("No space left")));
        Assert.Equal("Too large.", FailureText.Of(new AggregateException(new CannotRunException("Too large."))));
    }

    [Fact]
    public void TooLittleMemorySaysWhatNeedsLess() =>
        Assert.Contains("--memory", FailureText.Of(new InsufficientMemoryException()), StringComparison.Ordinal);

    [Fact]
    public void TooFewFilesSayHowToHaveMore()
    {
        var none = new IOException(
            "Too many open files", OperatingSystem.IsWindows() ? unchecked((int)0x80070004) : 24);
        Assert.Contains("ulimit -n", FailureText.Of(none), StringComparison.Ordinal);
        Assert.Contains(
            "ulimit -n", FailureText.Of(new FileNotFoundException("Could not load an assembly"), noFilesLeft: true),
            StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("pos:\t0|flags:\t0100000|mnt_id:\t15", false)]
    [InlineData("pos:\t0|flags:\t02100002|mnt_id:\t15", true)]
    [InlineData("pos:\t0|flags:\t02000000", true)]
    [InlineData("flags:\tnone", false)]
    [InlineData("", false)]
    public void AFileOfTheProgramItselfIsKnownByItsFlags(string description, bool own) =>
        Assert.Equal(own, StandardInput.IsOwn(description.Split('|')));
}
