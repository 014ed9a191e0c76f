namespace Dedupe.Sources;

/// <summary>Takes small things from the front of bytes.</summary>
internal static class Bytes
{
    /// <summary>How many digits stand at the front.</summary>
    public static int CountDigits(ReadOnlySpan<byte> text)
    {
        int end = text.IndexOfAnyExceptInRange((byte)'0', (byte)'9');
        return end < 0 ? text.Length : end;
    }

    /// <summary>Takes a byte that is expected.</summary>
    public static bool Take(ref ReadOnlySpan<byte> text, byte expected)
    {
        if (text.IsEmpty || text[0] != expected)
            return false;
        text = text[1..];
        return true;
    }

    /// <summary>Takes a number of so many digits.</summary>
    public static bool TakeNumber(ref ReadOnlySpan<byte> text, int digits, out int number)
    {
        number = 0;
        if (text.Length < digits || CountDigits(text[..digits]) < digits)
            return false;
        foreach (byte digit in text[..digits])
            number = (number * 10) + digit - '0';
        text = text[digits..];
        return true;
    }

    /// <summary>Takes a number of one digit or two, and not the start of a longer one.</summary>
    public static bool TakeShortNumber(ref ReadOnlySpan<byte> text, out int number)
    {
        number = 0;
        int digits = CountDigits(text);
        return digits is 1 or 2 && TakeNumber(ref text, digits, out number);
    }
}
