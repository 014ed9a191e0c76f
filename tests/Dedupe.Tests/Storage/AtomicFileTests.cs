using Dedupe.Storage;
using Xunit;

namespace Dedupe.Tests.Storage;

public sealed class AtomicFileTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("dedupe-test-").FullName;

    [Fact]
    public void TheFileAppearsWholeAndReplacesAnOlderOne()
    {
        var path = Path.Combine(folder, "result");
        File.WriteAllText(path, "old and longer");

        AtomicFile.Write(path, stream =>
        {
            stream.Write("new"u8);
            Assert.Equal("old and longer", File.ReadAllText(path));
        });

        Assert.Equal("new", File.ReadAllText(path));
        Assert.Single(Directory.GetFiles(folder));
    }

    [Fact]
    public void AFailureLeavesTheOlderFile()
    {
        var path = Path.Combine(folder, "result");
        File.WriteAllText(path, "old");

        Assert.Throws<InvalidDataException>(() => AtomicFile.Write(path, stream =>
        {
            stream.Write("half"u8);
            throw new InvalidDataException();
        }));

        Assert.Equal("old", File.ReadAllText(path));
        Assert.Single(Directory.GetFiles(folder));
    }

    public void Dispose() => Directory.Delete(folder, recursive: true);
}
