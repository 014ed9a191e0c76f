using System.Text;

namespace Dedupe.Signing;

/// <summary>
/// Numbers names that many documents share: outlets, inputs. Number 0 is no name. Safe from any thread.
/// </summary>
internal sealed class NameTable
{
    private const int OnStack = 256;

    private readonly Lock gate = new();
    private readonly Dictionary<string, int> numbers = new(StringComparer.Ordinal);
    private readonly List<string> names = [""];

    /// <summary>How many numbers are given, the one for no name included.</summary>
    public int Count => names.Count;

    /// <summary>The name of a number.</summary>
    public string this[int number]
    {
        get
        {
            lock (gate)
                return names[number];
        }
    }

    /// <summary>Whether a name has a number.</summary>
    public bool Contains(string name)
    {
        lock (gate)
            return numbers.ContainsKey(name);
    }

    /// <summary>The number of a name in UTF-8.</summary>
    public int Add(ReadOnlySpan<byte> name)
    {
        var size = Encoding.UTF8.GetMaxCharCount(name.Length);
        var characters = size <= OnStack ? stackalloc char[OnStack] : new char[size];
        return Add(characters[..Encoding.UTF8.GetChars(name, characters)]);
    }

    /// <summary>The number of a name.</summary>
    public int Add(ReadOnlySpan<char> name)
    {
        if (name.IsEmpty)
            return 0;
        lock (gate)
        {
            var lookup = numbers.GetAlternateLookup<ReadOnlySpan<char>>();
            if (!lookup.TryGetValue(name, out var number))
            {
                number = names.Count;
                names.Add(name.ToString());
                numbers.Add(names[number], number);
            }

            return number;
        }
    }
}
