namespace Dedupe.Service.Tests;

/// <summary>What a local server was asked.</summary>
internal sealed record LocalRequest(string Path, IReadOnlyDictionary<string, string> Headers, byte[] Body);
