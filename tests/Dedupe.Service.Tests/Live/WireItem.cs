using System.Globalization;
using System.Text;
using Dedupe.Live;

namespace Dedupe.Service.Tests.Live;

/// <summary>What comes in at a time of the day, and what an editor would note of it.</summary>
/// <param name="At">When it comes, and its date where <see cref="Written"/> says no other.</param>
/// <param name="Item">Source, id and version, such as <c>cw-1/3</c>.</param>
/// <param name="Title">Its headline.</param>
/// <param name="Text">Its text.</param>
/// <param name="Note">The events: what it is, and the item it is linked to.</param>
internal sealed record WireItem(string At, string Item, string Title, string Text, string Note)
{
    /// <summary>Its date, where it comes later.</summary>
    public string? Written { get; init; }

    /// <summary>Until when it may not be shown.</summary>
    public string? Embargo { get; init; }

    /// <summary>The item as it is sent.</summary>
    public LiveItem Sent
    {
        get
        {
            var (id, version) = Item.Split('/') is [var one, var two] ? (one, two) : (Item, "");
            var source = id.Split('-')[0] switch
            {
                "cw" => "Corvane Wire",
                "tc" => "Tallis Courier",
                _ => "The Brackwater Ledger",
            };
            var document = new Document(id, Text, Title, source, Time(Written ?? At))
            {
                Version = Encoding.UTF8.GetBytes(version),
            };
            return new LiveItem(document) { EmbargoedUntil = Embargo is null ? null : Time(Embargo) };
        }
    }

    /// <summary>A time of the day.</summary>
    public static DateTimeOffset Time(string time) =>
        DateTimeOffset.Parse($"2026-03-02T{time}:00Z", CultureInfo.InvariantCulture);
}
