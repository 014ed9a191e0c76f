using Dedupe.Sources;

namespace Dedupe.Batch;

/// <summary>
/// Adds to what is told of signing how much of the inputs is read: how many documents there are is known at their end
/// only.
/// </summary>
internal sealed class InputProgress : IProgress<RunProgress>
{
    private readonly IProgress<RunProgress> inner;
    private readonly FileSource source;
    private readonly long total;

    private InputProgress(IProgress<RunProgress> inner, FileSource source)
    {
        this.inner = inner;
        this.source = source;
        total = InputPart.Whole(source.Inputs).Bytes ?? 0;
    }

    /// <summary>Progress that knows of the inputs; null when nobody wants to be told.</summary>
    public static IProgress<RunProgress>? Of(IProgress<RunProgress>? progress, FileSource source) =>
        progress is null ? null : new InputProgress(progress, source);

    /// <inheritdoc/>
    public void Report(RunProgress value) =>
        inner.Report(value.Stage == "sign" ? value with { InputBytes = source.BytesRead, InputTotal = total } : value);
}
