using System.Collections.Frozen;

namespace Dedupe.Service.Http;

/// <summary>What can be wrong with a request: words that stay, so that programs can go by them.</summary>
internal static class ProblemTypes
{
    public const string BadRequest = "bad-request";
    public const string CutShort = "cut-short";
    public const string Rejected = "rejected";
    public const string NoKey = "no-key";
    public const string BadKey = "bad-key";
    public const string WrongScope = "wrong-scope";
    public const string WrongSource = "wrong-source";
    public const string WrongHost = "wrong-host";
    public const string CrossSite = "cross-site";
    public const string NotFound = "not-found";
    public const string WrongMethod = "wrong-method";
    public const string TooSlow = "too-slow";
    public const string TooLarge = "too-large";
    public const string TooMany = "too-many-requests";
    public const string Unsupported = "unsupported-type";
    public const string Busy = "busy";
    public const string Unavailable = "store-unavailable";
    public const string Full = "store-full";
    public const string Fault = "fault";

    private static readonly FrozenDictionary<string, string> Titles = new Dictionary<string, string>
    {
        [BadRequest] = "The request makes no sense",
        [CutShort] = "The body ends before its end",
        [Rejected] = "The item cannot be compared",
        [NoKey] = "A key is needed",
        [BadKey] = "The key is not valid",
        [WrongScope] = "The key is for something else",
        [WrongSource] = "The key is for other sources",
        [WrongHost] = "This server has another name",
        [CrossSite] = "A page of another site may not ask",
        [NotFound] = "There is no such thing",
        [WrongMethod] = "That cannot be done with it",
        [TooSlow] = "The request took too long",
        [TooLarge] = "The request is too large",
        [TooMany] = "Too many requests",
        [Unsupported] = "That kind of content is not read",
        [Busy] = "Too much is going on",
        [Unavailable] = "The store does not answer",
        [Full] = "The store has no room left",
        [Fault] = "A fault of dedupe",
    }.ToFrozenDictionary();

    /// <summary>All of them.</summary>
    public static IEnumerable<string> All => Titles.Keys;

    /// <summary>A type in words.</summary>
    public static string TitleOf(string type) => Titles[type];

    /// <summary>A type as it stands in answers.</summary>
    public static string UriOf(string type) => "urn:dedupe:problem:" + type;
}
