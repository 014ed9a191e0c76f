using System.Buffers;

namespace Dedupe.Sources.JsonLines;

/// <summary>
/// Finds the end of a JSON value, and looks at each byte once however often more are added. Whether it is valid, its
/// reader finds out.
/// </summary>
internal sealed class JsonValueScan
{
    private static readonly SearchValues<byte> Structure = SearchValues.Create("\"{}[]"u8);
    private static readonly SearchValues<byte> InString = SearchValues.Create("\"\\\n"u8);
    private static readonly SearchValues<byte> BehindWord = SearchValues.Create(" \t\r\n,[]{}\""u8);

    private JsonScanned found;
    private int scanned;
    private int depth;
    private ulong lists; // of the first 64 brackets that are open, which are those of lists
    private bool inString;

    /// <summary>Begins with another value.</summary>
    public void Reset() => (found, scanned, depth, inString) = (JsonScanned.More, 0, 0, false);

    /// <summary>Takes note that bytes which were looked at are gone.</summary>
    public void Forget(int bytes) => scanned -= bytes;

    /// <summary>Looks on.</summary>
    /// <param name="bytes">The value from its first byte on.</param>
    /// <param name="length">Its bytes, where it is whole; else those that were looked at.</param>
    public JsonScanned Scan(ReadOnlySpan<byte> bytes, out int length)
    {
        if (found == JsonScanned.More)
            found = Scan(bytes);
        length = scanned;
        return found;
    }

    private JsonScanned Scan(ReadOnlySpan<byte> bytes)
    {
        if (depth == 0 && !inString && (scanned > 0 || bytes[0] is not ((byte)'"' or (byte)'{' or (byte)'[')))
            return ScanWord(bytes);
        while (scanned < bytes.Length)
        {
            var rest = bytes[scanned..];
            int at = rest.IndexOfAny(inString ? InString : Structure);
            if (at < 0)
            {
                scanned = bytes.Length;
                return JsonScanned.More;
            }

            byte unit = rest[at];
            if (unit == '\\' && at + 1 == rest.Length)
            {
                scanned += at;
                return JsonScanned.More;
            }

            scanned += at + 1;
            if (unit == '\n')
                return JsonScanned.Broken;
            if (unit == '\\')
                scanned++;
            else if (unit == '"')
                inString = !inString;
            else if (!Open(unit) && !TryClose(unit))
                return JsonScanned.Broken;
            if (depth <= 0 && !inString)
                return JsonScanned.Whole;
        }

        return JsonScanned.More;
    }

    private bool Open(byte unit)
    {
        if (unit is not ((byte)'{' or (byte)'['))
            return false;
        if (depth < 64)
            lists = unit == '[' ? lists | 1UL << depth : lists & ~(1UL << depth);
        depth++;
        return true;
    }

    // Deeper ones are counted only: its reader takes none so deep.
    private bool TryClose(byte unit)
    {
        depth--;
        return depth is < 0 or >= 64 || (lists >> depth & 1) == (unit == ']' ? 1UL : 0);
    }

    // A number, a word, or what should be none: to what may stand behind it.
    private JsonScanned ScanWord(ReadOnlySpan<byte> bytes)
    {
        int from = Math.Max(1, scanned);
        int end = bytes[from..].IndexOfAny(BehindWord);
        scanned = end < 0 ? bytes.Length : from + end;
        return end < 0 ? JsonScanned.More : JsonScanned.Whole;
    }
}
