namespace Dedupe.Tests;

/// <summary>
/// A form: a skeleton of small words, and slots for figures and names in turn. The words of the skeleton are the same
/// for one length and number of slots.
/// </summary>
internal static class FormTexts
{
    /// <summary>A form filled in.</summary>
    /// <param name="slots">How many slots.</param>
    /// <param name="between">Words of the skeleton before each slot, and after the last.</param>
    /// <param name="filling">Another one, another content of each slot.</param>
    /// <param name="kept">So many of the first slots have the content of filling 0.</param>
    public static string Fill(int slots, int between, int filling, int kept = 0)
    {
        var words = new List<string>();
        for (var slot = 0; slot <= slots; slot++)
        {
            for (var word = 0; word < between; word++)
                words.Add($"w{slot}x{word}");
            var content = 1000 + (37 * slot) + (slot < kept ? 0 : 2000 * filling);
            if (slot < slots)
                words.Add(slot % 2 == 0 ? $"{content}" : $"N{content}ame");
        }

        return string.Join(' ', words);
    }
}
