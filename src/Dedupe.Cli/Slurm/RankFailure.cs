namespace Dedupe.Cli.Slurm;

/// <summary>A rank that ended with an error.</summary>
/// <param name="Step">Name of the stage.</param>
/// <param name="Rank">The rank.</param>
/// <param name="Of">How many ranks there were.</param>
/// <param name="Message">Its last word.</param>
/// <param name="File">Where it printed it.</param>
internal sealed record RankFailure(string Step, int Rank, int Of, string Message, string File);
