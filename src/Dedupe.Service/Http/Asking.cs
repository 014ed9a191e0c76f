using Dedupe.Service.Access;
using Microsoft.AspNetCore.Http;

namespace Dedupe.Service.Http;

/// <summary>What is known of a request besides what it says.</summary>
internal sealed class Asking(Caller caller)
{
    /// <summary>Who asks.</summary>
    public Caller Caller { get; } = caller;

    /// <summary>The item it is about, for the audit log.</summary>
    public (string Source, string Id)? Item { get; set; }

    /// <summary>How many items were sent, for the audit log.</summary>
    public int? Items { get; set; }

    /// <summary>That of a request.</summary>
    public static Asking Of(HttpContext context) => context.Features.Get<Asking>()!;
}
