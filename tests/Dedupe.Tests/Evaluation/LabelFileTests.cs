using Dedupe.Evaluation;
using Xunit;

namespace Dedupe.Tests.Evaluation;

public sealed class LabelFileTests : IDisposable
{
    private readonly string path = Path.GetTempFileName();

    public void Dispose() => File.Delete(path);

    [Fact]
    public void OtherFieldsAndEmptyLinesAreIgnored()
    {
        File.WriteAllText(
            path,
            "\ufeff{\"a\":\"x\",\"b\":\"y\",\"label\":\"derived\",\"conf\":0.9}\r\n\r\n"
            + "{\"label\":\"none\",\"b\":\"z\",\"a\":\"x\"}\n");

        Assert.Equal([new("x", "y", "derived"), new("x", "z", "none")], LabelFile.Read(path));
    }

    [Fact]
    public void WhoWasUnsureSaysNothing()
    {
        File.WriteAllText(
            path, "{\"a\":\"x\",\"b\":\"y\",\"label\":\"unsure\"}\n{\"a\":\"x\",\"b\":\"z\",\"label\":\"not\"}\n");

        Assert.Equal([new("x", "z", "not")], LabelFile.Read(path));
        Assert.Equal([new("x", "y", "unsure"), new("x", "z", "not")], LabelFile.ReadAnswers(path));
    }

    [Theory]
    [InlineData("{\"a\":\"x\",\"b\":\"y\"}", "\"label\" is missing")]
    [InlineData("{\"a\":1,\"b\":\"y\",\"label\":\"none\"}", "\"a\" is missing or no text")]
    [InlineData("{\"a\":\"x\",\"b\":\"x\",\"label\":\"none\"}", "same document")]
    [InlineData(
        "{\"a\":\"x\",\"b\":\"y\",\"label\":\"near_duplicate\"}",
        "\"near_duplicate\" is no label; labels are copy, same, identical, ")]
    [InlineData("{\"a\":\"x\",\"b\":\"y\",\"label\":\"Derived\"}", "\"Derived\" is no label")]
    [InlineData("[1]", "not a JSON object")]
    [InlineData("{\"a\":", ":2: not valid JSON at byte 6")]
    public void ABadLineIsNamed(string line, string reason)
    {
        File.WriteAllText(path, "{\"a\":\"x\",\"b\":\"y\",\"label\":\"none\"}\n" + line + "\n");

        var error = Assert.Throws<InvalidDataException>(() => LabelFile.Read(path));

        Assert.StartsWith($"{path}:2: ", error.Message, StringComparison.Ordinal);
        Assert.Contains(reason, error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("LineNumber", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("same", true)]
    [InlineData("identical", true)]
    [InlineData("near-duplicate", true)]
    [InlineData("derived", true)]
    [InlineData("cut", true)]
    [InlineData("light", true)]
    [InlineData("heavy", true)]
    [InlineData("copy", true)]
    [InlineData("not", false)]
    [InlineData("partial", false)]
    [InlineData("quote", false)]
    [InlineData("template", false)]
    [InlineData("non", false)]
    [InlineData("none", false)]
    public void CopiesAreThePositiveLabels(string label, bool positive)
    {
        File.WriteAllText(path, $"{{\"a\":\"x\",\"b\":\"y\",\"label\":\"{label}\"}}\n");

        Assert.Equal(positive, Assert.Single(LabelFile.Read(path)).IsPositive);
    }
}
