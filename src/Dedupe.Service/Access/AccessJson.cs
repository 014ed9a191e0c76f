using System.Text.Json.Serialization;

namespace Dedupe.Service.Access;

/// <summary>How keys are written; made by the compiler, so that it works ahead of time.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, WriteIndented = true, NewLine = "\n",
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(KeyList))]
internal sealed partial class AccessJson : JsonSerializerContext;
