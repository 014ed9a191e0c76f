using Dedupe.Sources.Packings;

namespace Dedupe.Sources;

/// <summary>What a file holds and how it is packed, told by its name.</summary>
/// <param name="Format">What is inside.</param>
/// <param name="Packing">How it is packed.</param>
/// <param name="IsOpen">Whether other formats have such names as well, so that the first bytes tell.</param>
internal readonly record struct FileKind(InputFormat Format, Packing Packing, bool IsOpen = false);
