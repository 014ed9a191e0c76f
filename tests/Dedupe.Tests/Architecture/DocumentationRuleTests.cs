using System.Xml.Linq;
using Xunit;

namespace Dedupe.Tests.Architecture;

public class DocumentationRuleTests
{
    private static XDocument Documentation =>
        XDocument.Load(Path.ChangeExtension(typeof(Deduplicator).Assembly.Location, ".xml"));

    [Fact]
    public void EveryPublicMemberHasASummary() =>
        Assert.Empty(DocumentationRule.Faults(typeof(Deduplicator).Assembly.GetExportedTypes(), Documentation));

    [Theory]
    [InlineData("T:Dedupe.Document")]
    [InlineData("P:Dedupe.Document.Text")]
    [InlineData("F:Dedupe.Relation.Derived")]
    [InlineData("M:Dedupe.DedupeOptions.Validate")]
    public void AMissingCommentIsSeen(string name)
    {
        var documentation = Documentation;
        documentation.Descendants("member").Single(member => (string?)member.Attribute("name") == name).Remove();

        Assert.Equal(
            [$"{name}: no summary."],
            DocumentationRule.Faults([typeof(Document), typeof(Relation), typeof(DedupeOptions)], documentation));
    }

    [Fact]
    public void ACommentWithoutASummaryIsSeen()
    {
        var documentation = Documentation;
        documentation.Descendants("member")
            .Single(member => (string?)member.Attribute("name") == "P:Dedupe.Document.Text")
            .Element("summary")!.Value = " ";

        Assert.Equal(
            ["P:Dedupe.Document.Text: a comment without a summary.", "P:Dedupe.Document.Text: no summary."],
            DocumentationRule.Faults([typeof(Document)], documentation));
    }
}
