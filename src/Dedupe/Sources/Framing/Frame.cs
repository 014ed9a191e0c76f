namespace Dedupe.Sources.Framing;

/// <summary>A step through the bytes of an input.</summary>
/// <param name="Taken">Bytes it takes from the front.</param>
/// <param name="Length">The first of them that are whole documents; <see cref="None"/> when there is none.</param>
/// <param name="Number">The line or the record at which they begin, from 1; 0 for the input as a whole.</param>
/// <param name="Fault">Why a document cannot be read; null when nothing is lost.</param>
internal readonly record struct Frame(int Taken, int Length, long Number, InputException? Fault = null)
{
    /// <summary>The length of no document: an empty one has 0 bytes.</summary>
    public const int None = -1;

    /// <summary>Whether there are documents in it.</summary>
    public bool HasDocuments => Length != None;

    /// <summary>
    /// What the framer knows and the reader of the documents needs, such as the names of columns; null: nothing.
    /// </summary>
    public object? Context { get; init; }

    /// <summary>Word of what is lost; null when nothing is.</summary>
    public Rejection? Told(string source) =>
        Fault is null ? null : new Rejection(new Origin(source, Number), Fault.Reason, Fault.Message);

    /// <summary>Bytes that are no document.</summary>
    public static Frame Nothing(int taken, long number) => new(taken, None, number);

    /// <summary>Word of a document that is lost.</summary>
    public static Frame Lost(int taken, long number, InputException fault) => new(taken, None, number, fault);
}
