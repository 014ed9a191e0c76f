using System.Text.Json.Serialization;
using Dedupe.Sources;

namespace Dedupe.Reporting;

/// <summary>
/// What the compiler writes out about the options, so that a program without a just-in-time compiler reads and writes
/// them too.
/// </summary>
[JsonSourceGenerationOptions(GenerationMode = JsonSourceGenerationMode.Metadata)]
[JsonSerializable(typeof(DedupeOptions))]
[JsonSerializable(typeof(SourceOptions))]
internal sealed partial class OptionsContext : JsonSerializerContext;
