namespace Dedupe.Service.Watching;

/// <summary>Something that is looked at again and again. One caller at a time.</summary>
internal interface IWatched
{
    /// <summary>Looks that see all there is, one after the other.</summary>
    int LooksForAll { get; }

    /// <summary>Looks at it, if it is time, and sends on what is new.</summary>
    /// <returns>When to look again.</returns>
    /// <exception cref="IOException">What is new cannot be sent on, now or later.</exception>
    Task<DateTimeOffset> LookAsync(CancellationToken cancellationToken);
}
