using Dedupe.Live;
using Dedupe.Service.Metrics;
using Dedupe.Service.Stores;

namespace Dedupe.Service.Http;

/// <summary>What the routes share.</summary>
/// <param name="Index">The live index.</param>
/// <param name="Store">Its store.</param>
/// <param name="Options">How the service is offered.</param>
/// <param name="Meters">What is measured.</param>
internal sealed record ServiceParts(LiveIndex Index, DatabaseStore Store, ServeOptions Options, ServiceMeters Meters)
{
    /// <summary>Reads bodies.</summary>
    public BodyReader Bodies { get; } = new(Options.Limits);

    /// <summary>Reads items.</summary>
    public ItemReader Items { get; } = new(Options.Source, Options.Limits);

    /// <summary>The time.</summary>
    public DateTimeOffset Now => Options.Clock.GetUtcNow();
}
