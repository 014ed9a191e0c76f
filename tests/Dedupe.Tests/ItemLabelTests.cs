using System.Text;
using Xunit;

namespace Dedupe.Tests;

public sealed class ItemLabelTests
{
    [Theory]
    [InlineData("UPDATE 1-Shares fall in Tokyo", "UPDATE 1")]
    [InlineData("UPDATE 12 - Shares fall in Tokyo", "UPDATE 12")]
    [InlineData("UPDATE: Ferry sinks", "UPDATE")]
    [InlineData("Update: Ferry sinks", "UPDATE")]
    [InlineData("CORRECTED-Shares fall in Tokyo", "CORRECTED")]
    [InlineData("CORRECTED-UPDATE 2-Shares fall in Tokyo", "CORRECTED")]
    [InlineData("UPDATE 2-CORRECTED-Shares fall in Tokyo", "CORRECTED")]
    [InlineData("REFILE-UPDATE 3-Shares fall", "REFILE")]
    [InlineData("(CORRECTED) Shares fall", "CORRECTED")]
    [InlineData("[Correction] Shares fall", "CORRECTED")]
    [InlineData("Correction: Fed-Rates story", "CORRECTED")]
    [InlineData("CORRIGÉ: Le train déraille", "CORRECTED")]
    [InlineData("KORREKTUR: Zug entgleist", "CORRECTED")]
    [InlineData("KILL", "KILL")]
    [InlineData("*** KILL *** Ferry sinks", "KILL")]
    [InlineData("MANDATORY KILL: Ferry sinks", "KILL")]
    [InlineData("WITHDRAWN - Ferry sinks", "WITHDRAWN")]
    [InlineData("KILL BILL RETURNS TO THE SCREEN", null)]
    [InlineData("Kill the lights", null)]
    [InlineData("Update your password", null)]
    [InlineData("Correction-free days", null)]
    [InlineData("UPDATES-2", null)]
    [InlineData("Shares fall; CORRECTED", null)]
    [InlineData("UPDATE 20261127-x", null)]
    [InlineData("كوريا: CORRECTED", null)]
    [InlineData("", null)]
    public void HeadlinesAreLabelledAsAgenciesWriteThem(string title, string? label) =>
        Assert.Equal(label, ItemLabel.Of(Encoding.UTF8.GetBytes(title), default));

    [Theory]
    [InlineData("usable", null)]
    [InlineData("stat:canceled", "KILL")]
    [InlineData("Cancelled", "KILL")]
    [InlineData("stat:withheld", null)]
    [InlineData("withdrawn", "WITHDRAWN")]
    [InlineData("correction", "CORRECTED")]
    [InlineData("http://cv.iptc.org/newscodes/pubstatusg2/canceled", "KILL")]
    public void StatusesAreLabelled(string status, string? label) =>
        Assert.Equal(label, ItemLabel.Of(default, Encoding.UTF8.GetBytes(status)));

    [Fact]
    public void WhatIsWorseWins()
    {
        Assert.Equal("KILL", ItemLabel.Of("UPDATE 2-Shares fall"u8, "stat:canceled"u8));
        Assert.Equal("WITHDRAWN", ItemLabel.Of("WITHDRAWN-Shares fall"u8, "correction"u8));
        Assert.Equal("UPDATE 2", ItemLabel.Of("UPDATE 2-Shares fall"u8, "updated"u8));
    }

    [Fact]
    public void ALongHeadlineIsCutBetweenCharacters() =>
        Assert.Equal("UPDATE 7", ItemLabel.Of(Encoding.UTF8.GetBytes("UPDATE 7-" + new string('語', 4000)), default));
}
