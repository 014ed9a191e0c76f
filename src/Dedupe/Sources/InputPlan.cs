using Dedupe.Sources.Packings;

namespace Dedupe.Sources;

/// <summary>
/// The inputs cut into parts: the places at which parts begin, and so as small for 100,000 files as for one. Every byte
/// of every file is in exactly one part, and no part is without bytes unless it is the only one. The same files and the
/// same wish give the same plan, on any machine.
/// </summary>
internal sealed class InputPlan
{
    private readonly IReadOnlyList<InputFile> files;

    /// <summary>A plan that was made before.</summary>
    /// <param name="files">All inputs, in their order.</param>
    /// <param name="starts">Where the parts begin.</param>
    /// <exception cref="InvalidDataException">The places are no plan of these files.</exception>
    public InputPlan(IReadOnlyList<InputFile> files, IReadOnlyList<InputPlace> starts)
    {
        this.files = files;
        Starts = starts;
        bool good = starts.Count > 0 && starts[0] == default;
        for (int part = 1; good && part < starts.Count; part++)
        {
            var (before, start) = (starts[part - 1], starts[part]);
            good = (start.File > before.File || (start.File == before.File && start.Byte > before.Byte))
                && start.File < files.Count
                && (start.Byte == 0
                    || (start.Byte > 0 && MayBeCut(files[start.File]) && start.Byte < files[start.File].Length));
        }

        if (!good)
            throw new InvalidDataException("The parts do not cut the inputs.");
    }

    /// <summary>Where the parts begin, in order; the first at the first byte of the first file.</summary>
    public IReadOnlyList<InputPlace> Starts { get; }

    /// <summary>How many parts there are, at least one.</summary>
    public int Count => Starts.Count;

    /// <summary>All inputs, in their order.</summary>
    public IReadOnlyList<InputFile> Files => files;

    /// <summary>A part, by its number from 0.</summary>
    public InputPart this[int part] =>
        new(files, Starts[part], part + 1 < Count ? Starts[part + 1] : new InputPlace(files.Count, 0));

    /// <summary>
    /// Cuts inputs into parts of about so many bytes, all about the same. Packed bytes count three times.
    /// </summary>
    /// <param name="files">All inputs, in their order.</param>
    /// <param name="bytes">The most bytes of a part, but for a file that cannot be cut.</param>
    /// <param name="isLines">Whether a plain file of known length holds lines of UTF-8; asked only where a cut would
    /// fall into it.</param>
    public static InputPlan OfSize(IReadOnlyList<InputFile> files, long bytes, Func<InputFile, bool> isLines)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(bytes, 1);
        long total = files.Sum(Weight);
        return Cut(files, total, Math.Max(1, Quotient(total, bytes)), isLines);
    }

    /// <summary>The bytes of a part of which there are at most so many.</summary>
    public static long BytesOf(IReadOnlyList<InputFile> files, int parts) =>
        Math.Max(1, Quotient(files.Sum(Weight), parts));

    // Rounded up.
    private static long Quotient(long bytes, long by) => (bytes / by) + (bytes % by > 0 ? 1 : 0);

    /// <summary>
    /// Cuts inputs into a number of parts, all about the same; into fewer where there are not so many bytes, or where a
    /// file that cannot be cut is larger than a part.
    /// </summary>
    /// <param name="files">All inputs, in their order.</param>
    /// <param name="parts">How many.</param>
    /// <param name="isLines">Whether a plain file of known length holds lines of UTF-8; asked only where a cut would
    /// fall into it.</param>
    public static InputPlan OfCount(IReadOnlyList<InputFile> files, int parts, Func<InputFile, bool> isLines)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(parts, 1);
        return Cut(files, files.Sum(Weight), parts, isLines);
    }

    private static InputPlan Cut(IReadOnlyList<InputFile> files, long total, long parts, Func<InputFile, bool> isLines)
    {
        var starts = new List<InputPlace> { default };
        int file = 0;
        bool? cuttable = null;
        var (before, last) = (0L, 0L); // weight of what stands before this file, and before the part begun last
        for (long part = 1; part < parts; part++)
        {
            // total * part / parts, where the product may not fit.
            long at = (total / parts * part) + (long)((Int128)(total % parts) * part / parts);
            for (; file < files.Count && before + Weight(files[file]) <= at; file++)
            {
                before += Weight(files[file]);
                cuttable = null;
            }

            var place = new InputPlace(file, at - before);
            if (place.Byte > 0 && !(cuttable ??= MayBeCut(files[file]) && isLines(files[file])))
            {
                // What cannot be cut belongs whole to the part that its first byte is in.
                place = new InputPlace(file + 1, 0);
                at = before + Weight(files[file]);
            }

            if (at > last && at < total)
            {
                starts.Add(place);
                last = at;
            }
        }

        return new InputPlan(files, starts);
    }

    private static bool MayBeCut(InputFile file) =>
        file is { Format.IsCutAtLines: true, Problem: null, Length: > 0 }
            && file.Packing == Packing.None
            && file.FullPath != FileSource.StandardInput;

    private static long Weight(InputFile file) =>
        (file.Length ?? 0) * (file.Packing?.Growth ?? 1);
}
