namespace Dedupe.Service.Access;

/// <summary>What a key is for. Numbers are kept in files: they stay.</summary>
[Flags]
internal enum KeyScopes
{
    /// <summary>Nothing.</summary>
    None = 0,

    /// <summary>To ask.</summary>
    Read = 1,

    /// <summary>To send articles.</summary>
    Ingest = 2,

    /// <summary>To remove, to settle, to keep webhooks.</summary>
    Manage = 4,

    /// <summary>All of that.</summary>
    Admin = Read | Ingest | Manage,
}
