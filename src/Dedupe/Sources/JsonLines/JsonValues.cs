using System.Runtime.CompilerServices;

namespace Dedupe.Sources.JsonLines;

/// <summary>The values of a line, one a part: see <see cref="RecordFields"/>.</summary>
[InlineArray(RecordFields.Count)]
internal struct JsonValues
{
    private JsonValue first;

    /// <summary>Sets the value of each part that has its bit set.</summary>
    public void Set(int parts, JsonValue value)
    {
        for (int part = 0; part < RecordFields.Count; part++)
        {
            if ((parts >> part & 1) != 0)
                this[part] = value;
        }
    }
}
