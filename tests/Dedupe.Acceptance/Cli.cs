using System.Globalization;
using System.Text;
using System.Text.Json;
using Xunit;

namespace Dedupe.Acceptance;

/// <summary>The built command and what it works on.</summary>
internal static class Cli
{
    /// <summary>The environment variable with the path of another build of the command.</summary>
    public const string ProgramVariable = "DEDUPE_PROGRAM";

    /// <summary>Some sentences of prose, none of them in another story; long enough for every relation.</summary>
    public const string Harbour =
        "The harbour of Port Ellery stayed closed for a third day on Friday after the freighter Halcyon ran aground " +
        "in heavy fog. "
        + "Officials of the port authority said that divers would look at the hull before tugs tried again at high " +
            "water on Sunday. "
        + "Fishermen moored along the northern mole have lost four days of work and asked the county for help with " +
            "their rent. "
        + "A spokesman for the owners declined to say how much fuel is on board, but promised a full account within " +
            "the week.";

    /// <summary>Another story.</summary>
    public const string Orchard =
        "Growers in the Tamsin valley began to pick their pears two weeks early after the driest summer since " +
        "records were kept. "
        + "The cooperative expects a third less fruit than last year and has already told two supermarkets to look " +
            "elsewhere. "
        + "Older trees suffered most, because their roots lie shallow in the stony ground above the river.";

    /// <summary>
    /// The program under test: that of the ordinary build, or another build of it (<see cref="NativeBuildTests"/>).
    /// </summary>
    public static string Program =>
        Environment.GetEnvironmentVariable(ProgramVariable) ?? Repository.Program("src/Dedupe.Cli");

    /// <summary>Runs the command to its end.</summary>
    public static Task<ProgramRun> Run(params IEnumerable<string> arguments) => ProgramRun.Of(Program, arguments);

    /// <summary>Runs it with environment variables.</summary>
    public static Task<ProgramRun> RunWith(
        IReadOnlyDictionary<string, string> environment, params IEnumerable<string> arguments) =>
        ProgramRun.Of(Program, arguments, environment);

    /// <summary>Runs it with a file as standard input.</summary>
    public static Task<ProgramRun> RunFrom(string file, params IEnumerable<string> arguments) =>
        ProgramRun.Of("sh", ["-c", "file=$1; shift; exec \"$@\" < \"$file\"", "sh", file, Program, .. arguments]);

    /// <summary>
    /// Runs it with its output sent elsewhere, such as <c>> /dev/full</c>; the exit code is the command's own.
    /// </summary>
    public static Task<ProgramRun> RunInto(string elsewhere, params IEnumerable<string> arguments) =>
        ProgramRun.Of(
            "bash", ["-c", $"\"$@\" {elsewhere}; exit \"${{PIPESTATUS[0]}}\"", "bash", Program, .. arguments]);

    /// <summary>Runs it and sends it a signal when it has made a file; the exit code is the command's own.</summary>
    /// <param name="signal">INT, which is Ctrl-C, or TERM.</param>
    /// <param name="madeFile">The file that is waited for.</param>
    /// <param name="arguments">The command line.</param>
    // A shell starts what runs in the background deaf to Ctrl-C, and tests may have been started so themselves: the
    // program is given the signals back.
    public static async Task<ProgramRun> RunSignalled(
        string signal, string madeFile, params IEnumerable<string> arguments)
    {
        const int NoWay = 98;
        var run = await ProgramRun.Of(
            "bash",
            [
                "-c",
                $$"""
                signal=$1; file=$2; shift 2
                if env --default-signal=INT,TERM true 2>/dev/null; then set -- env --default-signal=INT,TERM "$@"
                elif [ -n "$(trap -p INT)" ]; then exit {{NoWay}}
                else set -m; fi
                "$@" < /dev/zero & program=$!
                until [ -e "$file" ]; do kill -0 $program || exit 99; done
                kill -$signal $program; wait $program
                """,
                "bash",
                signal,
                madeFile,
                Program,
                .. arguments,
            ],
            limit: TimeSpan.FromMinutes(1));
        Assert.SkipWhen(
            run.ExitCode == NoWay,
            "The tests were started with Ctrl-C ignored, and there is no env --default-signal to undo that for a " +
            "program.");
        return run;
    }

    /// <summary>
    /// Runs it and asks it to end (SIGTERM) when it has worked for so many hundredths of a second; the exit code is the
    /// command's own.
    /// </summary>
    public static Task<ProgramRun> RunTerminated(int ticks, params IEnumerable<string> arguments) => ProgramRun.Of(
        "bash",
        [
            "-c",
            "ticks=$1; shift; \"$@\" & program=$!; "
                + "until [ \"$(cut -d ' ' -f 14 \"/proc/$program/stat\")\" -ge \"$ticks\" ]; do kill -0 $program || " +
                    "exit 99; done; kill -TERM $program; wait $program",
            "bash",
            ticks.ToString(CultureInfo.InvariantCulture),
            Program,
            .. arguments,
        ]);

    /// <summary>Articles as JSON lines.</summary>
    public static string Lines(params IEnumerable<(string Id, string Text)> articles)
    {
        var lines = new StringBuilder();
        foreach (var (id, text) in articles)
            lines.Append(JsonSerializer.Serialize(new { id, text })).Append('\n');
        return lines.ToString();
    }
}
