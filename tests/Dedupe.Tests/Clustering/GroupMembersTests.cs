using Dedupe.Clustering;
using Xunit;

namespace Dedupe.Tests.Clustering;

public sealed class GroupMembersTests
{
    [Fact]
    public void EveryDocumentIsInItsGroupAndMembersAscend()
    {
        int[] groupOf = [3, 1, 1, 3, 4, 3, 1];
        var members = new GroupMembers(groupOf);

        for (var group = 0; group < groupOf.Length; group++)
            Assert.Equal(
                Enumerable.Range(0, groupOf.Length).Where(document => groupOf[document] == group),
                members[group].ToArray());
    }
}
