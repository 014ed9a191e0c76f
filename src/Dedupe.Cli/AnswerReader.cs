using System.Text;

namespace Dedupe.Cli;

/// <summary>Reads one-letter answers: single keys on a terminal, lines elsewhere.</summary>
internal sealed class AnswerReader : IDisposable
{
    private static readonly TimeSpan KeyPoll = TimeSpan.FromMilliseconds(20);

    private readonly StreamReader? lines =
        Console.IsInputRedirected
            ? new StreamReader(Console.OpenStandardInput(), new UTF8Encoding(encoderShouldEmitUTF8Identifier: false))
            : null;

    /// <summary>The next answer in lower case; null at the end of the input, and for Ctrl-D and Escape.</summary>
    public async Task<char?> ReadAsync(CancellationToken cancellationToken)
    {
        if (lines is null)
            return await ReadKeyAsync(cancellationToken);
        // A pipe is waited for by a thread that does not listen to Ctrl-C.
        var line = await lines.ReadLineAsync(CancellationToken.None).AsTask().WaitAsync(cancellationToken);
        return line is null ? null : char.ToLowerInvariant(line.Trim().FirstOrDefault('?'));
    }

    public void Dispose() => lines?.Dispose();

    private static async Task<char?> ReadKeyAsync(CancellationToken cancellationToken)
    {
        // Waiting for a key inside the runtime would not hear Ctrl-C either.
        while (!Console.KeyAvailable)
            await Task.Delay(KeyPoll, cancellationToken);
        var key = Console.ReadKey(intercept: true);
        return key.Key == ConsoleKey.Escape || key is { Key: ConsoleKey.D, Modifiers: ConsoleModifiers.Control }
            ? null
            : char.ToLowerInvariant(key.KeyChar);
    }
}
