namespace Dedupe.Service;

/// <summary>Names the assembly.</summary>
internal static class ServiceAssembly;
