using Xunit;

namespace Dedupe.Acceptance;

/// <summary>
/// Both packages, packed once from the build under test, and a place to install them that nothing else uses.
/// </summary>
public sealed class Packages : IAsyncLifetime
{
    private readonly TemporaryFolder folder = new();

    /// <summary>The folder with the packages alone: a source to install from.</summary>
    public string Feed => Path.Combine(folder.Path, "feed");

    /// <summary>
    /// Installing must neither find an older Dedupe of the same version in the user's folders nor leave this one there.
    /// </summary>
    public IReadOnlyDictionary<string, string> Environment => new Dictionary<string, string>
    {
        ["NUGET_PACKAGES"] = Path.Combine(folder.Path, "packages"),
        ["DOTNET_CLI_HOME"] = Path.Combine(folder.Path, "home"),
    };

    public async ValueTask InitializeAsync()
    {
        foreach (var project in new[] { "src/Dedupe", "src/Dedupe.Cli" })
        {
            var run = await ProgramRun.Of(
                ProgramRun.Dotnet,
                    ["pack", project, "-c", Repository.Configuration, "--no-build", "-o", Feed, "-v", "q"]);
            run.Succeeded();
        }
    }

    public ValueTask DisposeAsync()
    {
        folder.Dispose();
        return ValueTask.CompletedTask;
    }
}
