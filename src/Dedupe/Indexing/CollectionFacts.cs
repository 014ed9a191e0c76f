using Dedupe.Signing;

namespace Dedupe.Indexing;

/// <summary>What the story rule asks about the documents of a collection, put together when it is asked.</summary>
internal sealed class CollectionFacts
{
    private readonly SignedCollection documents;
    private readonly ulong[] outlets; // by the collection's number

    /// <summary>Gathers the outlets.</summary>
    public CollectionFacts(SignedCollection documents)
    {
        this.documents = documents;
        outlets = new ulong[documents.Outlets.Count];
        for (var outlet = 1; outlet < outlets.Length; outlet++)
            outlets[outlet] = StoryFacts.OutletOf(documents.Outlets[outlet]);
    }

    /// <summary>The facts of a document, but for the widths of its keys.</summary>
    public StoryFacts this[int document]
    {
        get
        {
            ref readonly var signed = ref documents.At(document);
            return new StoryFacts
            {
                Keys = signed.ReuseKeys,
                Lead = signed.Lead,
                DateTicks = signed.DateTicks,
                Outlet = outlets[documents.Outlet(document)],
            };
        }
    }

    /// <summary>How many keys a document has.</summary>
    public int KeysOf(int document) => documents.At(document).ReuseKeys;
}
