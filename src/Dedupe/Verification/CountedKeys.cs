using System.Runtime.CompilerServices;
using Dedupe.Indexing;
using Dedupe.Kernels;

namespace Dedupe.Verification;

/// <summary>
/// The keys of one text in order of place, each with the number of stories it was found in. They are sampled as the
/// reuse tier samples them (see
/// <see cref="Signing.Winnowing"/>), once a text: those of any stretch of it are a stretch of them.
/// </summary>
/// <param name="tools">What it is made with.</param>
internal sealed class CountedKeys(TextTools tools)
{
    private int[] windows = []; // the first of the consecutive windows that a key is the smallest shingle of
    private ulong[] keys = [];
    private int[] counts = [];
    private int count;
    private IStoryCounts? countedOver;

    /// <summary>Forgets the keys: the text is another one.</summary>
    public void Forget() => countedOver = null;

    /// <summary>Samples and counts the keys, unless that was done. Cost: linear.</summary>
    /// <param name="shingles">All shingles of the text, as many as a window has or more.</param>
    /// <param name="window">The window that keys are sampled by.</param>
    /// <param name="stories">What to count over.</param>
    [MethodImpl(Compile.Fully)]
    public void Fill(ReadOnlySpan<ulong> shingles, int window, IStoryCounts stories)
    {
        if (countedOver == stories)
            return;
        countedOver = stories;
        tools.KeyWindows.Find(shingles, window);
        count = tools.KeyWindows.Keys.Length;
        TextTools.MakeRoom(ref windows, count);
        TextTools.MakeRoom(ref keys, count);
        TextTools.MakeRoom(ref counts, count);
        tools.KeyWindows.Windows.CopyTo(windows);
        tools.KeyWindows.Keys.CopyTo(keys);

        for (var start = 0; start < count; start += Steps.Between)
        {
            var length = Math.Min(count - start, Steps.Between);
            tools.Steps.Add(length);
            stories.Count(keys.AsSpan(start, length), counts.AsSpan(start, length));
        }

        foreach (ref var number in counts.AsSpan(0, count))
            number = Math.Max(1, number);
    }

    /// <summary>The keys of a stretch of the text, and the stories that have each.</summary>
    /// <param name="firstWindow">The first window in the stretch.</param>
    /// <param name="lastWindow">The last window in it.</param>
    /// <param name="storiesOfKeys">For each key the number of stories, 1 or more.</param>
    public ReadOnlySpan<ulong> Between(int firstWindow, int lastWindow, out ReadOnlySpan<int> storiesOfKeys)
    {
        var all = windows.AsSpan(0, count);
        var first = all.BinarySearch(firstWindow);
        first = first < 0 ? ~first - 1 : first;
        var length = 1;
        while (first + length < all.Length && all[first + length] <= lastWindow)
            length++;
        storiesOfKeys = counts.AsSpan(first, length);
        return keys.AsSpan(first, length);
    }

    /// <summary>Finds stretches whose keys are all in more stories than so many.</summary>
    /// <param name="shingles">The shingles that were sampled.</param>
    /// <param name="window">The window that they were sampled by.</param>
    /// <param name="cap">How many stories are not too many.</param>
    /// <param name="least">Fewer keys in a row make no stretch.</param>
    /// <param name="found">Gets the shingles from the first of such keys to the last; they ascend, and do not
    /// overlap.</param>
    public void FindFrequent(ReadOnlySpan<ulong> shingles, int window, int cap, int least, List<WordRange> found)
    {
        for (var key = 0; key < count;)
        {
            var end = key;
            while (end < count && counts[end] > cap)
                end++;
            if (end - key >= least)
            {
                var first = PlaceOf(key, shingles, window);
                found.Add(new WordRange(first, PlaceOf(end - 1, shingles, window) - first + 1));
            }

            key = end + 1;
        }
    }

    private int PlaceOf(int key, ReadOnlySpan<ulong> shingles, int window) =>
        windows[key] + shingles.Slice(windows[key], window).IndexOf(keys[key]);
}
