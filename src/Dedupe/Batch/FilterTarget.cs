using Dedupe.Sources;

namespace Dedupe.Batch;

/// <summary>A file to be written below the output folder.</summary>
/// <param name="Name">Its path there.</param>
/// <param name="FullPath">The file that it comes from.</param>
/// <param name="File">How that one is read; null: it is copied as it is.</param>
internal sealed record FilterTarget(string Name, string FullPath, InputFile? File);
