using System.Xml.Linq;
using Dedupe.Signing;
using Xunit;

namespace Dedupe.Acceptance;

/// <summary>
/// The unit tests of everything a kernel can change, once more under each kernel this processor runs. The pin is read
/// when a process starts, so each run is a process of its own.
/// </summary>
public sealed class KernelRunsTests : IDisposable
{
    private static readonly string[] Namespaces = ["Kernels", "Normalization", "Signing"];

    private readonly TemporaryFolder folder = new();

    public static TheoryData<string> AvailableKernels => [.. HashFamily.AvailableKernels];

    public void Dispose() => folder.Dispose();

    [Theory]
    [MemberData(nameof(AvailableKernels))]
    public async Task TheUnitTestsPassUnder(string kernel)
    {
        var report = Path.Combine(folder.Path, "report.xml");
        var filters = Namespaces.SelectMany(name => new[] { "-namespace", $"Dedupe.Tests.{name}" });

        var run = await ProgramRun.Of(
            Repository.Program("tests/Dedupe.Tests"),
            [.. filters, "-xml", report, "-noColor"],
            new Dictionary<string, string> { ["DEDUPE_KERNEL"] = kernel });

        Assert.True(File.Exists(report), $"No report; exit code {run.ExitCode}.\n{run.Output}\n{run.Error}");
        var tests = XDocument.Load(report).Descendants("test").ToList();
        var failed = tests.Where(test => (string?)test.Attribute("result") == "Fail")
            .Select(test => (string?)test.Attribute("name"));
        Assert.Empty(failed);
        run.Succeeded();
        // The pin took effect, and the run was more than the test that says so.
        Assert.Contains(tests, test => test.Element("output")?.Value.Trim() == $"kernel {kernel}");
        Assert.True(
            tests.Count(test => (string?)test.Attribute("result") == "Pass") > 1, $"Too few tests ran:\n{run.Output}");
    }
}
