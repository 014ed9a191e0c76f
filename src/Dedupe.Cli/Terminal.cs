using System.Globalization;
using System.Text;
using Spectre.Console;

namespace Dedupe.Cli;

/// <summary>The two streams of the command, what stands behind them, and the switches from the environment.</summary>
internal sealed class Terminal : IDisposable
{
    private const int PipeWidth = 120;

    private readonly bool plain = Set("NO_COLOR") || IsDumb;

    private readonly SpareHandles spare = new();

    public Terminal()
    {
        var utf8 = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false);
        Out = new StreamWriter(
            Opened(Console.OpenStandardOutput, static () => new ClosedOutput()), utf8,
            bufferSize: 1 << 15)
        { NewLine = "\n" };
        Error = TextWriter.Synchronized(
            new StreamWriter(
                Opened(Console.OpenStandardError, static () => Stream.Null),
                utf8)
            { NewLine = "\n", AutoFlush = true });
    }

    /// <summary>Results.</summary>
    public TextWriter Out { get; }

    /// <summary>Messages and progress; may be written from any thread.</summary>
    public TextWriter Error { get; }

    public bool OutIsTerminal { get; } = !Console.IsOutputRedirected;

    public bool ErrorIsTerminal { get; } = !Console.IsErrorRedirected;

    /// <summary>Whether bars can be drawn over each other among the messages.</summary>
    public bool ErrorHasBars => ErrorIsTerminal && !IsDumb;

    /// <summary>Whether failures are told with their stack: DEDUPE_DEBUG=1.</summary>
    public bool Debug { get; } = Environment.GetEnvironmentVariable("DEDUPE_DEBUG") == "1";

    /// <summary>Whether results are coloured.</summary>
    public bool OutHasColour => OutIsTerminal && !plain;

    /// <summary>Columns of results: the terminal's, else the variable COLUMNS, else 120.</summary>
    public int Width
    {
        get
        {
            if (OutIsTerminal && Console.WindowWidth > 0)
                return Console.WindowWidth;
            return int.TryParse(
                Environment.GetEnvironmentVariable("COLUMNS"), CultureInfo.InvariantCulture, out var columns)
                && columns >= 40
                ? columns
                : PipeWidth;
        }
    }

    /// <summary>Columns of messages, as they are now.</summary>
    public int MessageWidth => ErrorIsTerminal && Console.WindowWidth > 0 ? Console.WindowWidth : Width;

    /// <summary>A console of Spectre.Console for results.</summary>
    /// <param name="output">Where they go for now; null for straight out.</param>
    public IAnsiConsole ResultConsole(TextWriter? output = null) =>
        Make(output ?? Out, OutHasColour, OutIsTerminal, Width);

    /// <summary>A console of Spectre.Console for progress.</summary>
    public IAnsiConsole MessageConsole() => Make(Error, ErrorIsTerminal && !plain, ErrorIsTerminal, MessageWidth);

    /// <summary>Tells a failure in one line, or with its stack when that is wanted.</summary>
    /// <returns>The exit code.</returns>
    public int Fail(Exception error)
    {
        var isShort = spare.Free();
        try
        {
            Error.WriteLine(
                Debug
                    ? string.Join(
                        '\n', error.ToString().Split('\n').Select(static line => Printable.Of(line.TrimEnd())))
                    : $"dedupe: {Printable.Of(Told(error, isShort))}");
        }
        catch (Exception told) when (told is IOException or UnauthorizedAccessException)
        {
            // There is nowhere to tell it; the exit code does.
        }

        return ExitCode.Failed;
    }

    // Without memory or files even the words may be out of reach.
    private static string Told(Exception error, bool isShort)
    {
        try
        {
            return FailureText.Of(error, isShort);
        }
        catch (Exception told)
            when (
                told is IOException or OutOfMemoryException or TypeInitializationException or InvalidOperationException
                or TypeLoadException)
        {
            return error.Message;
        }
    }

    public void Dispose()
    {
        try
        {
            Out.Dispose();
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            // Only after a failure is anything left to write here, and that failure has been told.
        }

        Error.Dispose();
        spare.Free();
    }

    private static IAnsiConsole Make(TextWriter writer, bool colour, bool terminal, int width)
    {
        var console = AnsiConsole.Create(new AnsiConsoleSettings
        {
            // Bars are redrawn by cursor movements, which NO_COLOR does not forbid.
            Ansi = terminal && !IsDumb ? AnsiSupport.Yes : AnsiSupport.No,
            ColorSystem = colour ? ColorSystemSupport.Standard : ColorSystemSupport.NoColors,
            // What decides between bars and their plain replacement.
            Interactive = terminal ? InteractionSupport.Yes : InteractionSupport.No,
            Out = new AnsiConsoleOutput(writer),
        });
        console.Profile.Width = width;
        console.Profile.Capabilities.Unicode = true;
        return console;
    }

    private static bool IsDumb => Environment.GetEnvironmentVariable("TERM") == "dumb";

    // A stream that the caller closed cannot be opened, unless the runtime has opened some file of its own in its
    // place.
    private static Stream Opened(Func<Stream> open, Func<Stream> closed)
    {
        try
        {
            return open();
        }
        catch (UnauthorizedAccessException)
        {
            return closed();
        }
    }

    private static bool Set(string variable) => !string.IsNullOrEmpty(Environment.GetEnvironmentVariable(variable));
}
