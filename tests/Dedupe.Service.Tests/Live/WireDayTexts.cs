namespace Dedupe.Service.Tests.Live;

/// <summary>The story of one day on a wire, invented.</summary>
internal static class WireDayTexts
{
    public const string Alert = "Footbridge over the Orsa gives way in Tallis, several hurt, police say";

    public const string Urgent =
        "TALLIS, March 2 (Corvane Wire) - A footbridge over the river Orsa gave way in the centre of Tallis on Monday "
        + "morning as people were walking to work, and several of them were hurt, police said.\n\nFirefighters in "
        + "boats were searching the water below the weir, and the quays on both banks were closed to traffic.";

    public const string Lead =
        Urgent
        + "\n\nWitnesses said that the deck had begun to sway shortly before eight and that a cable on the northern "
        + "side then parted with a noise like a gunshot. Three people were pulled from the river within minutes by the "
        + "crew of a dredger that was moored nearby.\n\nThe bridge was built in 1961 and had been closed for repairs "
        + "for most of last autumn. The city's engineer, Hanne Morvik, said it had passed an inspection in January.";

    public const string SecondLead =
        Lead
        + "\n\nBy mid-morning the hospital of Saint Aldous said that it was treating 14 people, two of them in a "
        + "serious condition. Nobody was missing any more, the fire brigade said, but divers would go on until dark."
        + "\n\nThe mayor ordered the two other cable bridges of the city to be closed until they have been looked at, "
        + "and promised that the report of the January inspection would be published before the end of the week.";

    public const string Late =
        Lead
        + "\n\nBy mid-morning the hospital of Saint Aldous said that it was treating 11 people, two of them in a "
        + "serious condition.";

    public const string Kill =
        "Editors: please kill all versions of the story about the footbridge in Tallis. The photographs that it "
        + "rests on were of another bridge. A new story will not follow before noon.";

    /// <summary>With the figure that was wrong set right.</summary>
    public static string Corrected => SecondLead.Replace("14 people", "13 people", StringComparison.Ordinal);

    /// <summary>As a newspaper prints it.</summary>
    public static string Printed(string text) => text.Replace(
        "TALLIS, March 2 (Corvane Wire) - ", "", StringComparison.Ordinal);
}
