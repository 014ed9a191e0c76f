namespace Dedupe.Normalization;

/// <summary>A quotation whose end was not found yet.</summary>
/// <param name="Start">The token it starts at.</param>
/// <param name="Family">The family of the mark that opened it.</param>
/// <param name="IsLow">Whether „ opened it.</param>
/// <param name="Spans">How many spans were found before it.</param>
/// <param name="Stray">
/// The token behind the first mark of another family that closes something and fits no open one; -1 for none. It ends
/// the quotation when nothing else does.
/// </param>
internal readonly record struct OpenQuotation(int Start, QuotationFamily Family, bool IsLow, int Spans, int Stray = -1);
