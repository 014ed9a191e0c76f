using System.ComponentModel;
using System.Diagnostics;

namespace Dedupe.Cli.Slurm;

/// <summary>The commands of Slurm that a submission takes. What is run when and where is Slurm's business.</summary>
internal static class SlurmClient
{
    /// <summary>Ends with an error where there is no Slurm, before anything is written.</summary>
    /// <exception cref="SlurmException">There is no sbatch.</exception>
    public static Task RequireAsync(CancellationToken cancellationToken) =>
        RunAsync("sbatch", ["--version"], cancellationToken);

    /// <summary>Submits a script.</summary>
    /// <param name="script">The file.</param>
    /// <param name="after">The job that must have ended well before; null for none.</param>
    /// <param name="cancellationToken">Ends the waiting.</param>
    /// <returns>The job's number.</returns>
    /// <exception cref="SlurmException">It was refused.</exception>
    public static async Task<string> SubmitAsync(string script, string? after, CancellationToken cancellationToken)
    {
        // A job whose forerunner has failed would wait for ever.
        string[] order = after is null ? [] : [$"--dependency=afterok:{after}", "--kill-on-invalid-dep=yes"];
        var answer = await RunAsync("sbatch", ["--parsable", .. order, script], cancellationToken);
        // NUMBER or NUMBER;CLUSTER
        return answer.Trim().Split(';')[0];
    }

    /// <summary>Which of some jobs wait or run.</summary>
    public static async Task<IReadOnlyList<string>> ActiveAsync(
        IReadOnlyList<string> jobs, CancellationToken cancellationToken)
    {
        if (jobs.Count == 0)
            return [];
        try
        {
            var answer = await RunAsync(
                "squeue", ["--noheader", "--format=%F", $"--jobs={string.Join(',', jobs)}"], cancellationToken);
            return [.. answer.Split('\n',
                StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
                    .Distinct(StringComparer.Ordinal)];
        }
        catch (SlurmException)
        {
            // Jobs that ended long ago are not known any more.
            return [];
        }
    }

    /// <summary>Takes jobs back.</summary>
    public static Task CancelAsync(IReadOnlyList<string> jobs) =>
        jobs.Count == 0 ? Task.CompletedTask : RunAsync("scancel", jobs, CancellationToken.None);

    private static async Task<string> RunAsync(
        string program, IReadOnlyList<string> arguments, CancellationToken cancellationToken)
    {
        var start =
            new ProcessStartInfo(program, arguments)
            {
                UseShellExecute = false,
                RedirectStandardOutput = true,
                RedirectStandardError = true
            };
        using var process = Start(start, program);
        var output = process.StandardOutput.ReadToEndAsync(cancellationToken);
        var error = process.StandardError.ReadToEndAsync(cancellationToken);
        await process.WaitForExitAsync(cancellationToken);
        if (process.ExitCode == 0)
            return await output;
        var words = (await error).Trim();
        throw new SlurmException(
            $"{program} refused ({process.ExitCode}): {(words.Length > 0 ? words : (await output).Trim())}");
    }

    private static Process Start(ProcessStartInfo start, string program)
    {
        try
        {
            return Process.Start(start) ?? throw new SlurmException($"{program} did not start.");
        }
        catch (Win32Exception error)
        {
            throw new SlurmException(
                $"{program} cannot be started ({error.Message}): --slurm needs a machine from which jobs are " +
                $"submitted. dedupe plan and dedupe stage work with any scheduler.");
        }
    }
}
