using System.Text;
using Dedupe.Service.Pushing;

namespace Dedupe.Service.Tests;

/// <summary>Keeps what was sent: the very same item again is a repeat, as in a live index.</summary>
internal sealed class MemoryTarget : ILiveTarget
{
    private readonly HashSet<string> known = new(StringComparer.Ordinal);

    public string Name => "memory";

    /// <summary>The ids that were stored, in their order.</summary>
    public List<string> Stored { get; } = [];

    /// <summary>The id of an item that nobody can handle.</summary>
    public string? Poison { get; set; }

    /// <summary>Items of each lot.</summary>
    public List<int> Lots { get; } = [];

    public Task<IReadOnlyList<ItemOutcome>> AddAsync(
        IReadOnlyList<OutgoingItem> items, CancellationToken cancellationToken)
    {
        lock (known)
        {
            Lots.Add(items.Count);
            return Task.FromResult<IReadOnlyList<ItemOutcome>>([.. items.Select(Add)]);
        }
    }

    public Task<IReadOnlyList<ItemOutcome>> QueryAsync(
        IReadOnlyList<OutgoingItem> items, CancellationToken cancellationToken) => throw new NotSupportedException();

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    private ItemOutcome Add(OutgoingItem item)
    {
        string Of(ReadOnlyMemory<byte> text) => Encoding.UTF8.GetString(text.Span);
        var document = item.Document;
        if (Of(document.Id) == Poison)
            throw new InvalidOperationException("Nobody can handle it.");
        if (!known.Add($"{Of(document.Source)}\n{Of(document.Id)}\n{Of(document.Version)}\n{Of(document.Text)}"))
            return new ItemOutcome(OutcomeKind.Repeated, default);
        Stored.Add(Of(document.Id));
        return new ItemOutcome(OutcomeKind.Taken, default);
    }
}
