using Dedupe.Verification;
using Xunit;

namespace Dedupe.Tests;

/// <summary>Two documents, compared with a new comparer and the default options.</summary>
internal static class Compared
{
    public static VerifiedPair Of(Document a, Document b) =>
        new PairComparer().Compare(a, b, TestContext.Current.CancellationToken);

    public static VerifiedPair Of(string a, string b) => Of(new Document("a", a), new Document("b", b));
}
