namespace Dedupe.Service.Hooks;

/// <summary>An event that a webhook did not take.</summary>
/// <param name="Event">Its number.</param>
/// <param name="At">When it was given up.</param>
/// <param name="Why">What came instead of an answer of success.</param>
internal sealed record DeadLetter(long Event, DateTimeOffset At, string Why);
