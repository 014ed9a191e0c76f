using Dedupe.Storage;
using Xunit;

namespace Dedupe.Tests.Storage;

public sealed class ScratchFileTests
{
    [Fact]
    public void WhatIsAppendedIsReadBackFromAnywhere()
    {
        using var file = new ScratchFile();
        byte[] first = [1, 2, 3];
        byte[] second = [4, 5];

        Assert.Equal(0, file.Append(first));
        Assert.Equal(3, file.Append(second));

        var read = new byte[3];
        file.Read(read, 2);
        Assert.Equal([3, 4, 5], read);
        Assert.Equal(5, file.Length);
        Assert.Throws<IOException>(() => file.Read(new byte[2], 4));
    }

    [Fact]
    public void AFileWithoutANameIsInNoFolder()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Files without names are Linux's.");
        var folder = Directory.CreateTempSubdirectory();
        try
        {
            using var file = NamelessFile.TryMake(folder.FullName);
            Assert.SkipWhen(file is null, "The file system for temporary files knows no files without names.");

            RandomAccess.Write(file, [7], 0);
            var read = new byte[1];

            Assert.Equal(1, RandomAccess.Read(file, read, 0));
            Assert.Equal(7, read[0]);
            Assert.Empty(folder.GetFileSystemInfos());
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    [Fact]
    public void AFolderThatIsNotThereMakesNone() => Assert.Null(NamelessFile.TryMake("/no/such/folder"));
}
