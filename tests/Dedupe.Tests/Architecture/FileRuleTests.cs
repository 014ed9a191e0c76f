using Xunit;

namespace Dedupe.Tests.Architecture;

public class FileRuleTests
{
    private const double MostMedianLines = 120;

    [Fact]
    public void OneTypeInAFile() => Assert.Empty(SourceTree.Under("src/").SelectMany(FileRule.TypeFaults));

    [Fact]
    public void FilesAreShort()
    {
        Assert.Empty(SourceTree.Files.SelectMany(FileRule.LengthFaults));
        Assert.InRange(FileRule.Median(SourceTree.Under("src/").Select(file => file.LineCount)), 1, MostMedianLines);
    }

    [Fact]
    public void NothingIsLeftUnfinished() => Assert.Empty(SourceTree.Files.SelectMany(FileRule.UnfinishedWork));

    [Fact]
    public void DangerIsInKernelsAlone() =>
        Assert.Empty(SourceTree.Under("src/").SelectMany(FileRule.DangerOutsideKernels));

    [Theory]
    [InlineData("class A { class Inner { } }\nclass B { }")]
    [InlineData("public sealed record A(int X);\ninternal readonly record struct B;")]
    [InlineData("enum A { B }\ninterface C<T> where T : struct { }")]
    [InlineData("class A;\npublic delegate IReadOnlyList<int> B(int c);")]
    [InlineData("class B;")]
    public void ASecondTypeOrAnotherNameIsSeen(string text) =>
        Assert.Single(FileRule.TypeFaults(new SourceFile("src/Dedupe/A.cs", text)));

    [Theory]
    [InlineData("public sealed class A<T, U>(int x) : C where T : class where U : struct { struct Inner { } }")]
    [InlineData("/// <summary>The class B { } of things.</summary>\npublic readonly record struct A(int X);")]
    [InlineData("Console.WriteLine(\"class B { }\");")]
    [InlineData("public delegate void A(in int b);")]
    public void OneTypeIsFree(string text) =>
        Assert.Empty(FileRule.TypeFaults(new SourceFile("src/Dedupe/A.Part.cs", text)));

    [Fact]
    public void LinesAreCounted()
    {
        var longest = string.Concat(Enumerable.Repeat("//\n", FileRule.MostLines));

        Assert.Empty(FileRule.LengthFaults(new SourceFile("src/Dedupe/A.cs", longest)));
        Assert.Single(FileRule.LengthFaults(new SourceFile("src/Dedupe/A.cs", longest + "//")));
        Assert.Equal(2.5, FileRule.Median([4, 1, 2, 3]));
        Assert.Equal(3, FileRule.Median([5, 3, 1]));
    }

    [Theory]
    [InlineData("// TO" + "DO: more")]
    [InlineData("Thread" + ".Sleep(1);")]
    [InlineData("throw new NotImplemented" + "Exception();")]
    public void UnfinishedWorkIsSeen(string text) =>
        Assert.Single(FileRule.UnfinishedWork(new SourceFile("src/Dedupe/A.cs", text)));

    [Theory]
    [InlineData("unsafe class A;")]
    [InlineData("using System.Runtime.Intrinsics;")]
    [InlineData("using V = System.Runtime.Intrinsics.Vector256<int>;")]
    public void DangerIsSeen(string text)
    {
        Assert.Single(FileRule.DangerOutsideKernels(new SourceFile("src/Dedupe/Signing/A.cs", text)));
        Assert.Single(FileRule.DangerOutsideKernels(new SourceFile("src/Dedupe.Cli/A.cs", text)));
        Assert.Empty(FileRule.DangerOutsideKernels(new SourceFile("src/Dedupe/Kernels/A.cs", text)));
    }
}
