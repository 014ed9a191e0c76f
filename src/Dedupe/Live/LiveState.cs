namespace Dedupe.Live;

/// <summary>What became of an article that was stored. Numbers are kept in databases: they stay.</summary>
public enum LiveState
{
    /// <summary>It is there, and others are compared with it.</summary>
    Present = 0,

    /// <summary>It is older than texts are kept: nothing is compared with it any more, its text is gone.</summary>
    Expired = 1,

    /// <summary>Somebody removed it: its text is kept, nothing is compared with it any more.</summary>
    Removed = 2,

    /// <summary>It was taken down: text, title, url and answer are gone, its identity alone is left.</summary>
    Forgotten = 3,
}
