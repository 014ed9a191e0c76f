using System.Text.Json;

namespace Dedupe.Sources;

/// <summary>
/// The names of the fields that matter, encoded once. One field may play several parts, such as id and source.
/// </summary>
internal sealed class RecordFields(SourceOptions options)
{
    /// <summary>How many parts there are.</summary>
    public const int Count = 8;

    /// <summary>
    /// The parts, one bit each, without which a record is another one: in each of them a fault counts.
    /// </summary>
    public const int Decisive = (1 << Id) | (1 << Text) | (1 << Title) | (1 << Source) | (1 << Date);

    /// <summary>The part of the identity.</summary>
    public const int Id = 0;

    /// <summary>The part of the text.</summary>
    public const int Text = 1;

    /// <summary>The part of the headline.</summary>
    public const int Title = 2;

    /// <summary>The part of the outlet.</summary>
    public const int Source = 3;

    /// <summary>The part of the date.</summary>
    public const int Date = 4;

    /// <summary>The part of the version; its field has no other name.</summary>
    public const int Version = 5;

    /// <summary>The part of the status; its field has no other name.</summary>
    public const int Status = 6;

    /// <summary>The part of the address; its field has no other name.</summary>
    public const int Url = 7;

    private readonly string[] names = NamesOf(options);
    private readonly byte[][] encoded = Array.ConvertAll(NamesOf(options), Utf8);

    // Of a name with dots: the names of the fields one inside the other.
    private readonly byte[][]?[] paths = [.. NamesOf(options).Select(PathOf)];

    /// <summary>The parts whose names have dots, one bit each: their fields may stand inside others.</summary>
    public int Nested { get; } = NamesOf(options)
        .Select(static (name, part) => PathOf(name) is null ? 0 : 1 << part)
        .Aggregate(0, static (parts, one) => parts | one);

    /// <summary>The value of the option for the identity that makes it the file and the line.</summary>
    public const string Line = "line";

    /// <summary>Whether a record is known by its file and line, and not by a field.</summary>
    public bool IdIsLine => names[Id] == Line;

    /// <summary>Whether embargoes are read: see <see cref="SourceOptions.ReadsEmbargo"/>.</summary>
    public bool ReadsEmbargo { get; } = options.ReadsEmbargo;

    /// <summary>What encoding texts are in: see <see cref="SourceOptions.Encoding"/>.</summary>
    public string Encoding { get; } = options.Encoding;

    /// <summary>The name of the field that plays a part.</summary>
    public string Name(int part) => names[part];

    private static string[] NamesOf(SourceOptions options) =>
    [
        options.IdField, options.TextField, options.TitleField, options.SourceField, options.DateField, "version",
        "status", "url",
    ];

    private static byte[][]? PathOf(string name) =>
        name.Split('.') is { Length: > 1 } path && !path.Contains("") ? Array.ConvertAll(path, Utf8) : null;

    private static byte[] Utf8(string name) => System.Text.Encoding.UTF8.GetBytes(name);

    /// <summary>The parts that a name plays, one bit each.</summary>
    public int Match(ReadOnlySpan<byte> name)
    {
        int parts = 0;
        for (int part = 0; part < Count; part++)
        {
            if (name.SequenceEqual(encoded[part]))
                parts |= 1 << part;
        }

        return parts;
    }

    /// <summary>The parts that the property at hand plays, one bit each.</summary>
    public int Match(ref Utf8JsonReader reader)
    {
        int parts = 0;
        try
        {
            for (int part = 0; part < Count; part++)
            {
                if (reader.ValueTextEquals(encoded[part]))
                    parts |= 1 << part;
            }
        }
        catch (InvalidOperationException)
        {
            // An escape in the name is a lone surrogate: it is none of ours.
        }

        return parts;
    }

    /// <summary>
    /// The parts that the property at hand plays where it stands inside others, or has one inside it that may.
    /// </summary>
    /// <param name="reader">At the name of the property.</param>
    /// <param name="depth">How many properties it stands inside of.</param>
    /// <param name="within">The parts whose paths led there.</param>
    /// <param name="deeper">Those of them whose paths lead on.</param>
    public int MatchNested(ref Utf8JsonReader reader, int depth, int within, out int deeper)
    {
        int parts = 0;
        deeper = 0;
        for (int part = 0; part < Count; part++)
        {
            if ((within & (1 << part)) == 0 || !IsNamed(ref reader, paths[part]![depth]))
                continue;
            if (depth + 1 < paths[part]!.Length)
                deeper |= 1 << part;
            else
                parts |= 1 << part;
        }

        return parts;
    }

    private static bool IsNamed(ref Utf8JsonReader reader, byte[] name)
    {
        try
        {
            return reader.ValueTextEquals(name);
        }
        catch (InvalidOperationException)
        {
            // An escape in the name is a lone surrogate: it is none of ours.
            return false;
        }
    }
}
