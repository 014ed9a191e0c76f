namespace Dedupe.Benchmarks.Peers;

/// <summary>An earlier article in an answer.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Score">How alike the two are, 0 to 1, by the peer's own measure.</param>
/// <param name="Contained">The share of the smaller that is in the other, 0 to 1; 0 where it was not counted.</param>
internal readonly record struct PeerMatch(string Id, double Score, double Contained = 0);
