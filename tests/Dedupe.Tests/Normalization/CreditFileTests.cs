using System.Text;
using Dedupe.Normalization;
using Dedupe.Tests.Sources;
using Xunit;

namespace Dedupe.Tests.Normalization;

public sealed class CreditFileTests : IDisposable
{
    private readonly TempFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Theory]
    [InlineData("agency XY", "1: there is no '='; an entry is: agency NAME = FORM | FORM")]
    [InlineData(
        "# comment\n\nagencies XY = XY",
        "3: 'agencies' is no kind of entry; kinds are agency, with, byline, source, reporting, contributed, " +
        "material, copyright, glue, wire")]
    [InlineData("agency = XY", "1: the agency has no name")]
    [InlineData("with XY = and agencies", "1: only an agency has a name, not 'with'")]
    [InlineData("agency XY = XY | ", "1: the form '' has no word")]
    [InlineData(
        "agency XY = one two three four five six seven eight nine",
        "1: the form 'one two three four five six seven eight nine' has more than 8 words")]
    public void ABadFileIsRefusedWithPlaceAndReason(string content, string message)
    {
        var path = Write(content);

        var error = Assert.Throws<InvalidDataException>(() => CreditBook.With(path));

        Assert.Equal($"{path}:{message}", error.Message);
    }

    [Theory]
    [InlineData("agency A{0} = n{0} correspondents", "forms begin with one word or have the same longest word")]
    [InlineData("agency A{0} = correspondents n{0}", "forms begin with one word or have the same longest word")]
    [InlineData("byline = the n{0}", "forms begin with one word or have the same longest word")]
    [InlineData("agency A{0} = correspondents{0}", "the file has more than 20000 forms")]
    public void MoreFormsThanAnyoneHasAreRefused(string line, string message)
    {
        var lines = Enumerable.Range(0, 25_000)
            .Select(number => line.Replace("{0}", $"{number:00000}", StringComparison.Ordinal));
        var path = Write(string.Join('\n', lines));

        var error = Assert.Throws<InvalidDataException>(() => CreditBook.With(path));

        Assert.EndsWith(message, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void AFileThatIsNoTextIsRefused()
    {
        var path = folder.Write("agencies.txt", [.. "agency XY = "u8, 0xFF, 0xFE, (byte)'\n']);

        Assert.StartsWith(
            $"{path}: not valid UTF-8", Assert.Throws<InvalidDataException>(() => CreditBook.With(path)).Message,
            StringComparison.Ordinal);
    }

    [Fact]
    public void OwnAgenciesAddToTheBuiltInOnesAndGoFirst()
    {
        var path = Write("# ours\nagency Meridian Press = MP | Meridian Press\nagency Other = AFP\n");

        Assert.Equal("Meridian Press", Agency("PORT VASKEN (MP) — The captain spoke.", path));
        Assert.Equal("Other", Agency("PARIS (AFP) — The minister spoke.", path));
        Assert.Equal("Reuters", Agency("PARIS (Reuters) — The minister spoke.", path));
        Assert.Null(Agency("PORT VASKEN (MP) — The captain spoke.", null));
    }

    [Theory]
    [InlineData("AFP")]
    [InlineData("AP")]
    [InlineData("Reuters")]
    [InlineData("dpa")]
    [InlineData("EFE")]
    [InlineData("ANSA")]
    [InlineData("Xinhua")]
    [InlineData("TASS")]
    [InlineData("Interfax")]
    [InlineData("PTI")]
    [InlineData("ANI")]
    [InlineData("Kyodo")]
    [InlineData("Yonhap")]
    [InlineData("Bernama")]
    [InlineData("SPA")]
    [InlineData("MENA")]
    [InlineData("WAM")]
    [InlineData("KUNA")]
    [InlineData("MAP")]
    [InlineData("AAP")]
    [InlineData("Belga")]
    [InlineData("PAP")]
    [InlineData("Ukrinform")]
    [InlineData("IANS")]
    public void AgenciesOfTheWorldAreKnown(string agency) =>
        Assert.Equal(agency, Agency($"SOMEWHERE, June 2 ({agency}) - The minister spoke.", null));

    private static string? Agency(string text, string? file)
    {
        var scanner = new CreditScanner(CreditBook.With(file));
        scanner.Scan(Encoding.UTF8.GetBytes(text), TokenizerTests.Tokenize(text));
        return scanner.Agency;
    }

    private string Write(string content) => folder.Write("agencies.txt", content);
}
