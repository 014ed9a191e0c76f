namespace Dedupe.Batch;

/// <summary>A symbolic link in an input folder: it is written as a link, and never what it leads to.</summary>
/// <param name="Name">Its path below the output folder.</param>
/// <param name="Shown">Its path as people see it.</param>
/// <param name="Inside">Where it leads, as a path below the output folder; null when it leads elsewhere.</param>
/// <param name="Target">What the link says once it is written.</param>
internal sealed record FilterLink(string Name, string Shown, string? Inside, string Target);
