using System.Buffers;
using System.Text;

namespace Dedupe.Sources;

/// <summary>
/// Tells UTF-8 in which bytes were lost, changed or cut off from texts in other encodings: most of what is above ASCII
/// in it is whole characters. Read in any other encoding, <c>ü</c> becomes <c>Ã¼</c>; so such a text is rejected.
/// </summary>
internal static class DamagedUtf8
{
    /// <summary>What is said of it, after why it is no UTF-8.</summary>
    public const string Words =
        "It is damaged UTF-8: its other characters are whole, so it is read in no other encoding.";

    /// <summary>
    /// Whether a text is that. In other encodings bytes follow each other as in a character of UTF-8 now and then, but
    /// mostly they do not.
    /// </summary>
    /// <param name="bytes">A text that is not valid UTF-8.</param>
    public static bool Is(ReadOnlySpan<byte> bytes)
    {
        long whole = 0, damaged = 0;
        bool cut = false;
        while (!bytes.IsEmpty)
        {
            int ascii = bytes.IndexOfAnyInRange((byte)0x80, (byte)0xFF);
            if (ascii < 0)
                break;
            bytes = bytes[ascii..];
            var status = Rune.DecodeFromUtf8(bytes, out _, out int length);
            cut = status == OperationStatus.NeedMoreData;
            whole += status == OperationStatus.Done ? 1 : 0;
            damaged += status == OperationStatus.InvalidData ? 1 : 0;
            bytes = bytes[length..];
        }

        // Where the end is cut off and nothing else is wrong, one whole character tells enough.
        return whole > damaged + (cut ? 1 : 0) || (whole > 0 && damaged == 0);
    }
}
