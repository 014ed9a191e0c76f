using System.Runtime.InteropServices;
using System.Text;
using Dedupe.Kernels;
using Dedupe.Sources;

namespace Dedupe.Normalization;

/// <summary>Reads files of credits; <c>Credits.txt</c> says how they look.</summary>
internal static class CreditFile
{
    /// <summary>The most words of a form.</summary>
    public const int MaxWords = 8;

    /// <summary>The most forms of a file: there are some hundreds of agencies.</summary>
    public const int MostForms = 20_000;

    /// <summary>
    /// The most forms with one longest word. Wherever that word stands in a text, each of them is compared.
    /// </summary>
    public const int MostFormsOfWord = 1000;

    /// <summary>One-word forms up to this length are compared with their case: many are words as well.</summary>
    private const int LongestExact = 5;

    private static readonly UTF8Encoding Strict = new(
        encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>The built-in forms.</summary>
    public static List<CreditForm> ReadBuiltIn()
    {
        using var stream = typeof(CreditFile).Assembly.GetManifestResourceStream("Dedupe.Credits.txt")
            ?? throw new InvalidOperationException("The assembly lacks its credits.");
        return Read(stream, "Credits.txt");
    }

    /// <summary>Reads a file.</summary>
    /// <param name="path">The file.</param>
    /// <exception cref="InvalidDataException">A line is no entry; the message names the file, the line and the
    /// reason.</exception>
    /// <exception cref="IOException">The file cannot be read.</exception>
    public static List<CreditForm> Read(string path)
    {
        using var stream = PlainFile.Open(path);
        return Read(stream, path);
    }

    private static List<CreditForm> Read(Stream stream, string name)
    {
        var forms = new List<CreditForm>();
        var tokenizer = Tokenizer.For(KernelWidth.Scalar);
        var tokens = new TokenBuffer();
        var ofWord = new Dictionary<ulong, int>();
        var number = 0;
        try
        {
            using var reader = new StreamReader(stream, Strict);
            while (reader.ReadLine() is { } line)
            {
                number++;
                if (!string.IsNullOrWhiteSpace(line) && !line.TrimStart().StartsWith('#'))
                    AddEntry(line);
            }
        }
        catch (DecoderFallbackException error)
        {
            // Text is decoded ahead of its lines.
            throw new InvalidDataException($"{name}: not valid UTF-8, at or after line {number + 1}", error);
        }

        return forms;

        void AddEntry(string line)
        {
            var equals = line.IndexOf('=', StringComparison.Ordinal);
            if (equals < 0)
                throw Fault("there is no '='; an entry is: agency NAME = FORM | FORM");
            var words = line[..equals]
                .Split((char[]?)null, 2, StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
            var kind = KindOf(words.Length > 0 ? words[0] : "");
            if (kind == CreditKind.Agency && words.Length < 2)
                throw Fault("the agency has no name");
            if (kind != CreditKind.Agency && words.Length > 1)
                throw Fault($"only an agency has a name, not '{words[0]}'");
            foreach (var form in line[(equals + 1)..].Split('|', StringSplitOptions.TrimEntries))
                forms.Add(Form(kind, kind == CreditKind.Agency ? words[1] : null, form));
        }

        CreditForm Form(CreditKind kind, string? agency, string form)
        {
            var bytes = Strict.GetBytes(form);
            tokenizer.Tokenize(bytes, tokens);
            if (tokens.Count is 0 or > MaxWords)
                throw Fault(
                    tokens.Count == 0
                        ? $"the form '{form}' has no word"
                        : $"the form '{form}' has more than {MaxWords} words");
            var isExact = kind == CreditKind.Agency
                && tokens.Count == 1
                && bytes.Length <= LongestExact
                && Ascii.IsValid(bytes);
            var anchor = 0;
            for (var word = 1; word < tokens.Count; word++)
            {
                if (tokens.Ends[word] - tokens.Starts[word] > tokens.Ends[anchor] - tokens.Starts[anchor])
                    anchor = word;
            }

            foreach (var word in new[] { 0, anchor }.Distinct())
            {
                if (++CollectionsMarshal.GetValueRefOrAddDefault(ofWord, tokens.Hashes[word], out _) > MostFormsOfWord)
                    throw Fault($"more than {MostFormsOfWord} forms begin with one word or have the same longest word");
            }

            if (forms.Count >= MostForms)
                throw Fault($"the file has more than {MostForms} forms");
            return new CreditForm(kind, agency, tokens.Hashes.ToArray(), isExact ? bytes : null, anchor);
        }

        CreditKind KindOf(string word)
        {
            foreach (var kind in Enum.GetValues<CreditKind>())
            {
                if (string.Equals(kind.ToString(), word, StringComparison.OrdinalIgnoreCase))
                    return kind;
            }

            var known = string.Join(", ", Enum.GetNames<CreditKind>()).ToLowerInvariant();
            throw Fault($"'{word}' is no kind of entry; kinds are {known}");
        }

        InvalidDataException Fault(string reason) => new($"{name}:{number}: {reason}");
    }
}
