using Dedupe.Evaluation;
using Xunit;

namespace Dedupe.Tests.Evaluation;

public sealed class LabelWriterTests : IDisposable
{
    private const string Line = "{\"a\":\"x\",\"b\":\"y\",\"label\":\"copy\"}\n";

    private readonly string path = Path.GetTempFileName();

    public void Dispose() => File.Delete(path);

    [Fact]
    public void EachLabelIsOnTheDiskAtOnce()
    {
        File.Delete(path);
        using var writer = LabelWriter.Open(path);
        writer.Add(new LabelledPair("été \"q\"", "\n\ud83d\ude00", "not"));
        Assert.Equal([new LabelledPair("été \"q\"", "\n\ud83d\ude00", "not")], LabelFile.Read(path));
        writer.Add(new LabelledPair("x", "y", "copy"));
        Assert.Equal(2, LabelFile.Read(path).Count);
        Assert.Empty(writer.Answers);
    }

    [Theory]
    [InlineData("", 0)]
    [InlineData(Line, 1)]
    [InlineData(Line + "{", 1)]
    [InlineData(Line + "{\"a\":\"x\",\"b\":\"z", 1)]
    [InlineData("{\"a\":\"x\",\"b\":\"y\",\"label\":\"copy\"}", 1)]
    [InlineData(Line + "{\"a\":\"x\",\"b\":\"z\",\"label\":\"unsure\"}", 2)]
    public void WhatWasWrittenBeforeStaysAndAHalfLineIsCutOff(string before, int answers)
    {
        File.WriteAllText(path, before);
        using (var writer = LabelWriter.Open(path))
        {
            Assert.Equal(answers, writer.Answers.Count);
            writer.Add(new LabelledPair("p", "q", "not"));
        }

        Assert.Equal(answers + 1, LabelFile.ReadAnswers(path).Count);
        Assert.Equal(new LabelledPair("p", "q", "not"), LabelFile.ReadAnswers(path)[^1]);
    }

    [Theory]
    [InlineData("Dear editor")]
    [InlineData("{\"id\":\"x\",\"text\":\"half an artic")]
    [InlineData("{\"id\":\"x\",\"text\":\"an article\"}\n")]
    public void AnotherFileIsRefusedAndStays(string content)
    {
        File.WriteAllText(path, content);

        Assert.StartsWith(
            $"{path}:1: ", Assert.Throws<InvalidDataException>(() => LabelWriter.Open(path)).Message,
            StringComparison.Ordinal);
        Assert.Equal(content.TrimEnd(), File.ReadAllText(path).TrimEnd());
    }
}
