using System.Globalization;

namespace Dedupe.Cli;

/// <summary>
/// Which rank of how many a process is: as the command line says, else as Slurm's job arrays or Kubernetes' indexed
/// jobs say, else the only one.
/// </summary>
/// <param name="Rank">The rank, from 0.</param>
/// <param name="Of">How many there are.</param>
internal readonly record struct RankChoice(int Rank, int Of)
{
    /// <summary>Decides.</summary>
    /// <param name="rank">--rank, null when it is not given.</param>
    /// <param name="of">--of, null when it is not given.</param>
    /// <param name="variable">An environment variable; null or empty when it is not set.</param>
    /// <exception cref="UsageException">The rank is outside its range, or the number of ranks is not known.</exception>
    public static RankChoice Choose(int? rank, int? of, Func<string, string?> variable)
    {
        var choice = (rank, of) switch
        {
            ({ } given, { } count) => new RankChoice(given, count),
            ({ } given, null) =>
                new RankChoice(
                    given,
                    FromEnvironment(null, variable)?.Of
                        ?? throw new UsageException("--rank needs --of, the number of ranks.")),
            (null, { } count) =>
                FromEnvironment(count, variable)
                    ?? (count == 1 ? new RankChoice(0,
                        1) : throw new UsageException($"Which of the {count} ranks is this? --of needs --rank.")),
            _ => FromEnvironment(null, variable) ?? new RankChoice(0, 1),
        };
        if (choice.Rank >= choice.Of)
            throw new UsageException(
                $"There is no rank {choice.Rank} of {choice.Of}: ranks go from 0 to {choice.Of - 1}.");
        return choice;
    }

    private static RankChoice? FromEnvironment(int? of, Func<string, string?> variable)
    {
        if (Number("SLURM_ARRAY_TASK_ID", variable) is { } task)
        {
            var first = Number("SLURM_ARRAY_TASK_MIN", variable) ?? 0;
            if (of is { } given)
                return new RankChoice(task - first, given);
            var count = Number("SLURM_ARRAY_TASK_COUNT", variable)
                ?? throw new UsageException("SLURM_ARRAY_TASK_ID is set without SLURM_ARRAY_TASK_COUNT: give --of.");
            if (Number("SLURM_ARRAY_TASK_MAX", variable) is { } last && last - first + 1 != count)
                throw new UsageException(
                    $"The job array has {count} of the numbers {first} to {last}, so they are no ranks: give --rank " +
                    $"and --of.");
            return new RankChoice(task - first, count);
        }

        if (Number("JOB_COMPLETION_INDEX", variable) is not { } index)
            return null;
        return new RankChoice(
            index,
            of
                ?? Number("JOB_COMPLETIONS", variable)
                ?? throw new UsageException(
                    "JOB_COMPLETION_INDEX is set, and how many there are is not known: give --of, or set " +
                    "JOB_COMPLETIONS."));
    }

    private static int? Number(string name, Func<string, string?> variable)
    {
        if (variable(name) is not { Length: > 0 } text)
            return null;
        return int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            ? number
            : throw new UsageException($"{name} is '{text}', which is no number.");
    }
}
