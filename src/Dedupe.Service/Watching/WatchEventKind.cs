namespace Dedupe.Service.Watching;

/// <summary>What happened to something that is watched.</summary>
internal enum WatchEventKind
{
    /// <summary>Articles were taken and acknowledged.</summary>
    Taken,

    /// <summary>An article or a file was not taken.</summary>
    Rejected,

    /// <summary>It could not be looked at, or what is there cannot be read.</summary>
    Failed,

    /// <summary>It can be looked at again.</summary>
    Recovered,

    /// <summary>Nothing new came for longer than is usual.</summary>
    Silent,

    /// <summary>Something new came after it was silent.</summary>
    Heard,
}
