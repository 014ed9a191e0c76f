namespace Dedupe.Sources.JsonLines;

/// <summary>What was seen of a value.</summary>
internal enum JsonScanned
{
    /// <summary>It goes on behind the bytes at hand.</summary>
    More,
    /// <summary>It ends in them.</summary>
    Whole,
    /// <summary>A string in it goes over the end of a line, or a bracket ends what another began.</summary>
    Broken,
}
