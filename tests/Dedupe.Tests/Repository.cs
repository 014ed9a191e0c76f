namespace Dedupe.Tests;

/// <summary>Where the sources and the shared data are.</summary>
internal static class Repository
{
    /// <summary>The folder of Dedupe.sln.</summary>
    public static string Root { get; } = Find();

    /// <summary>The labelled data beside the checkout; it may be absent.</summary>
    public static string Shared => Path.GetFullPath(Path.Combine(Root, "..", "shared"));

    /// <summary>
    /// The folder of the five sample articles: the one that DEDUPE_SEEDS names, else the one beside the checkout; it
    /// may be absent.
    /// </summary>
    public static string Seeds =>
        Environment.GetEnvironmentVariable("DEDUPE_SEEDS") is { Length: > 0 } named
            ? named
            : Path.Combine(Shared, "seeds");

    private static string Find()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "Dedupe.sln")))
                return folder.FullName;
        }

        throw new InvalidOperationException("The tests do not run inside a checkout.");
    }
}
