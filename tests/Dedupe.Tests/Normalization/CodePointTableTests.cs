using System.Text;
using Dedupe.Normalization;
using Xunit;

namespace Dedupe.Tests.Normalization;

public sealed class CodePointTableTests
{
    private static bool HasIcu => "\uFF21".Normalize(NormalizationForm.FormKD) == "A";

    [Fact]
    public void TheResourceIsWhatTheGeneratorBuilds()
    {
        Assert.SkipUnless(HasIcu, "This machine has no ICU: the table cannot be rebuilt.");
        if (Environment.GetEnvironmentVariable("DEDUPE_REGENERATE") == "1")
            File.WriteAllBytes(
                Path.Combine(Repository.Root, "src/Dedupe/Normalization/CodePoints.bin"),
                CodePointTableGenerator.Build());

        var differences = new List<string>();
        for (var codePoint = 0; codePoint < 0x110000; codePoint++)
        {
            var (kind, fold) = CodePointTableGenerator.Describe(codePoint);
            var entry = CodePointTable.Shared.Entry(codePoint);
            var stored = CodePointTable.Shared.FoldOf(entry);
            if (CodePointTable.ClassOf(entry) != kind || !stored.SequenceEqual(Encoding.UTF8.GetBytes(fold ?? "")))
                differences.Add(
                    $"U+{codePoint:X4}: {CodePointTable.ClassOf(entry)} '{Encoding.UTF8.GetString(stored)}', " +
                    $"generator {kind} '{fold}'");
        }

        Assert.True(differences.Count == 0, $"{differences.Count} differ: {string.Join("; ", differences.Take(10))}");
    }

    [Fact]
    public void TheAsciiPartAgreesWithTheTable()
    {
        for (var code = 0; code < 128; code++)
        {
            var entry = CodePointTable.Shared.Entry(code);
            var fold = CodePointTable.Shared.FoldOf(entry);
            var expected = CodePointTable.ClassOf(entry) == CodePointClass.Separator
                ? 0
                : fold.IsEmpty
                ? code
                : fold[0];
            Assert.Equal(expected, AsciiFold.Table[code]);
        }
    }
}
