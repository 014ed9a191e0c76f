using Dedupe.Storage;
using Xunit;

namespace Dedupe.Tests.Storage;

public sealed class AtomicFileTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("dedupe-").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public void AFileHasItsNameOnlyWhenItIsWhole()
    {
        var path = Path.Combine(folder, "file");
        AtomicFile.Write(path, stream =>
        {
            stream.Write("whole"u8);
            Assert.False(File.Exists(path));
        });

        Assert.Equal("whole", File.ReadAllText(path));
        Assert.Equal([path], Directory.GetFiles(folder));
    }

    [Fact]
    public void AFailureLeavesTheOlderFileAndNoPartialOne()
    {
        var path = Path.Combine(folder, "file");
        File.WriteAllText(path, "old");

        Assert.Throws<InvalidDataException>(() => AtomicFile.Write(path, stream =>
        {
            stream.Write("new"u8);
            throw new InvalidDataException();
        }));

        Assert.Equal("old", File.ReadAllText(path));
        Assert.Equal([path], Directory.GetFiles(folder));
    }
}
