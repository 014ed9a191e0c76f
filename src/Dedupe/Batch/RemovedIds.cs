using System.Text;
using System.Text.Json;
using Dedupe.Reporting;

namespace Dedupe.Batch;

/// <summary>
/// The documents that a run would remove: members of clusters other than their representatives. Whole ids and no hashes of them: a
/// collision would remove an innocent. Memory is about 60 bytes and the id for each.
/// </summary>
internal sealed class RemovedIds
{
    private readonly Dictionary<byte[], bool> met;
    private readonly Dictionary<byte[], bool>.AlternateLookup<ReadOnlySpan<byte>> lookup;

    private RemovedIds()
    {
        met = new Dictionary<byte[], bool>(new Utf8Comparer());
        lookup = met.GetAlternateLookup<ReadOnlySpan<byte>>();
    }

    /// <summary>How many of them no file had.</summary>
    public long NotMet => met.Values.LongCount(static seen => !seen);

    /// <summary>Reads clusters.jsonl.</summary>
    /// <exception cref="InvalidDataException">A line is no cluster; the message names file and line.</exception>
    public static async Task<RemovedIds> ReadAsync(string runDirectory, CancellationToken cancellationToken)
    {
        var removed = new RemovedIds();
        var path = Path.Combine(runDirectory, ResultFolder.ClustersName);
        long line = 0;
        await foreach (var text in File.ReadLinesAsync(path, cancellationToken))
        {
            line++;
            try
            {
                using var json = JsonDocument.Parse(text);
                removed.Add(json.RootElement);
            }
            catch (Exception error) when (error is JsonException or KeyNotFoundException or InvalidOperationException)
            {
                throw new InvalidDataException($"{path}:{line} is no cluster: {error.Message}", error);
            }
        }

        return removed;
    }

    /// <summary>Whether a document is one of them; notes that it was met.</summary>
    public bool Meet(ReadOnlySpan<byte> id)
    {
        if (!lookup.ContainsKey(id))
            return false;
        lookup[id] = true;
        return true;
    }

    private void Add(JsonElement cluster)
    {
        var representative = cluster.GetProperty("representative").GetString();
        foreach (var member in cluster.GetProperty("members").EnumerateArray())
        {
            var id = member.GetProperty("id").GetString() ?? "";
            if (!string.Equals(id, representative, StringComparison.Ordinal))
                met[Encoding.UTF8.GetBytes(id)] = false;
        }
    }
}
