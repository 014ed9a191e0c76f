using System.Text.Json.Serialization;

namespace Dedupe.Service.Hooks;

/// <summary>How webhooks are written; made by the compiler, so that it works ahead of time.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, WriteIndented = true, NewLine = "\n",
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(WebhookList))]
internal sealed partial class HooksJson : JsonSerializerContext;
