namespace Dedupe.Normalization;

/// <summary>What a mark does where it stands.</summary>
internal enum QuotationMarkKind
{
    /// <summary>Nothing: an apostrophe.</summary>
    None,
    /// <summary>Opens a quotation.</summary>
    Open,
    /// <summary>Closes one.</summary>
    Close,
    /// <summary>Closes the open quotation, or opens one when none is open.</summary>
    Either,
    /// <summary>Opens a quotation that <see cref="CloseOfLow"/> closes: „.</summary>
    OpenLow,
    /// <summary>“: closes what „ opened, and opens one otherwise.</summary>
    CloseOfLow,
    /// <summary>Behind a figure: closes the open quotation, or is an inch mark.</summary>
    CloseOrInch,
    /// <summary>No mark: a paragraph ends.</summary>
    ParagraphBreak,
    /// <summary>No mark: a dash, which may begin the signature of an embedded post.</summary>
    Dash,
    /// <summary>No mark: the handle in the signature of an embedded post, as in "— Name (@handle)".</summary>
    Handle,
}
