using System.Globalization;
using System.Text;

namespace Dedupe.Sources;

/// <summary>
/// Paths with bytes that are not UTF-8. On Linux a name is any bytes; .NET turns what is not UTF-8 to U+FFFD, and then
/// finds no such file. Here each such byte is kept in the string as a lone surrogate (U+DC80 for 0x80), which no valid
/// name can hold, and is shown to people as <c>\xE9</c>.
/// </summary>
internal static class RawPath
{
    private const int Low = 0xDC00;

    /// <summary>Whether a path holds such bytes: then only <see cref="RawFiles"/> can open it.</summary>
    public static bool IsRaw(string path)
    {
        for (int at = 0; at < path.Length; at++)
        {
            if (char.IsHighSurrogate(path[at]) && at + 1 < path.Length && char.IsLowSurrogate(path[at + 1]))
                at++;
            else if (IsByte(path[at]))
                return true;
        }

        return false;
    }

    /// <summary>The path from the root on; also where the current folder has such a name.</summary>
    public static string Full(string path) =>
        RawFiles.IsUsable && !Path.IsPathRooted(path) && Environment.CurrentDirectory.Contains('\uFFFD')
            ? Path.GetFullPath(path, RawFiles.CurrentFolder())
            : Path.GetFullPath(path);

    /// <summary>The string for the bytes of a path.</summary>
    public static string OfBytes(ReadOnlySpan<byte> bytes)
    {
        var path = new StringBuilder(bytes.Length);
        Span<char> pair = stackalloc char[2];
        while (!bytes.IsEmpty)
        {
            if (Rune.DecodeFromUtf8(bytes, out var rune, out int length) == System.Buffers.OperationStatus.Done)
            {
                path.Append(pair[..rune.EncodeToUtf16(pair)]);
            }
            else
            {
                length = 1;
                path.Append((char)(Low + bytes[0]));
            }

            bytes = bytes[length..];
        }

        return path.ToString();
    }

    /// <summary>The bytes of a path, with a zero behind them, as the system takes it.</summary>
    public static byte[] ToBytes(string path)
    {
        var bytes = new List<byte>(path.Length + 1);
        Span<byte> four = stackalloc byte[4];
        for (int at = 0; at < path.Length; at++)
        {
            if (IsByte(path[at]))
            {
                bytes.Add((byte)(path[at] - Low));
                continue;
            }

            Rune.DecodeFromUtf16(path.AsSpan(at), out var rune, out int length);
            bytes.AddRange(four[..rune.EncodeToUtf8(four)]);
            at += length - 1;
        }

        bytes.Add(0);
        return [.. bytes];
    }

    /// <summary>
    /// A path as people see it. Two paths are never shown alike: a backslash of the path itself that looks like the
    /// start of a byte is shown as one, <c>\x5C</c>.
    /// </summary>
    public static string Show(string path)
    {
        if (!path.Contains(@"\x", StringComparison.Ordinal) && !IsRaw(path))
            return path;
        var shown = new StringBuilder(path.Length + 8);
        for (int at = 0; at < path.Length; at++)
        {
            if (char.IsHighSurrogate(path[at]) && at + 1 < path.Length && char.IsLowSurrogate(path[at + 1]))
                shown.Append(path[at++]).Append(path[at]);
            else if (IsByte(path[at]))
                shown.Append(CultureInfo.InvariantCulture, $@"\x{path[at] - Low:X2}");
            else if (IsEscape(path.AsSpan(at), out _))
                shown.Append(@"\x5C");
            else
                shown.Append(path[at]);
        }

        return shown.ToString();
    }

    /// <summary>The path that is shown so.</summary>
    public static string OfShown(string shown)
    {
        var path = new StringBuilder(shown.Length);
        for (int at = 0; at < shown.Length; at++)
        {
            if (!IsEscape(shown.AsSpan(at), out byte value))
            {
                path.Append(shown[at]);
                continue;
            }

            path.Append(value < 0x80 ? (char)value : (char)(Low + value));
            at += 3;
        }

        return path.ToString();
    }

    private static bool IsByte(char unit) => unit is >= (char)(Low + 0x80) and <= (char)(Low + 0xFF);

    private static bool IsEscape(ReadOnlySpan<char> text, out byte value)
    {
        value = 0;
        return text is ['\\', 'x', _, _, ..] && !char.IsAsciiLetterLower(text[2]) && !char.IsAsciiLetterLower(text[3])
            && byte.TryParse(text[2..4], NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out value);
    }
}
