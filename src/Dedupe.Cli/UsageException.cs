namespace Dedupe.Cli;

/// <summary>Options that are right one by one and wrong together.</summary>
internal sealed class UsageException(string message) : Exception(message);
