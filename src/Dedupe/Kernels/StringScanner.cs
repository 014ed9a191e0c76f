namespace Dedupe.Kernels;

/// <summary>Reads the strings of JSON (RFC 8259), unescaped, in one go over their bytes. Cost: linear.</summary>
internal abstract class StringScanner
{
    /// <summary>Bytes of room that the output must have beyond those of the text.</summary>
    public const int Slack = IStringBlock.Size;

    /// <summary>Reads one string.</summary>
    /// <param name="text">What follows the opening quotation mark, to the end of the line.</param>
    /// <param name="output">Gets the string; <see cref="Slack"/> bytes longer than the text.</param>
    /// <param name="taken">Bytes of text up to and with the closing mark.</param>
    /// <param name="written">Bytes of the string.</param>
    /// <param name="ascii">True when it holds ASCII only; else its UTF-8 is still to be checked.</param>
    /// <returns>False when it is no string: unclosed, with a control character, a wrong escape or a lone
    /// surrogate.</returns>
    public abstract bool TryTake(
        ReadOnlySpan<byte> text, Span<byte> output, out int taken, out int written, out bool ascii);

    /// <summary>The scanner of a kernel width.</summary>
    public static StringScanner For(KernelWidth width) => width switch
    {
        KernelWidth.V512 => new BlockStringScanner<StringBlockV512>(),
        KernelWidth.V256 => new BlockStringScanner<StringBlockV256>(),
        KernelWidth.V128 => new BlockStringScanner<StringBlockV128>(),
        _ => new BlockStringScanner<StringBlockScalar>(),
    };
}
