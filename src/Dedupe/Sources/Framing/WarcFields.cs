using System.Runtime.CompilerServices;

namespace Dedupe.Sources.Framing;

/// <summary>The values of a header, one a <see cref="WarcField"/>.</summary>
[InlineArray((int)WarcField.Other)]
internal struct WarcFields
{
    private ReadOnlyMemory<byte> first;
}
