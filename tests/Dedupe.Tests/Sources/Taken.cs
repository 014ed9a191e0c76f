namespace Dedupe.Tests.Sources;

/// <summary>An accepted document, copied.</summary>
internal sealed record Taken(string Id, string Text, string Title, string Source, DateTimeOffset? Date, Origin Origin);
